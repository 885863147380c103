"""Routines to be confirmed in use: each party that one binds says so once for each edition.

A process of the ledger like any other: it opens, the parties answer there, and what no longer
holds is closed. The ledger knows nothing of it.
"""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samspill.commitments.actions import Owes, Wanted
from samspill.commitments.due import Due
from samspill.commitments.in_files import InFiles, Names
from samspill.commitments.processes import Process
from samspill.common.addresses import path
from samspill.documents.models import Edition
from samspill.in_use.models import OwedRoutine

SLUG = "confirm-in-use"


def question_of(edition: Edition) -> str:
    """What is asked, in words."""
    return _("Take into use: %(routine)s") % {"routine": edition.document.label}


def wanted_of(edition: Edition, owners: list[Owes], due: Due, text: str = "") -> Wanted:
    """What is asked of those whom a routine binds."""
    document = edition.document
    return Wanted(
        process=SLUG,
        thing=edition,
        title=question_of(edition),
        text=text,
        owners=owners,
        source_label=document.label,
        source_path=path(edition.partnership, "public:document", document.slug),
        source_on=None if edition.from_written else edition.valid_from,
        due=due,
        is_public=edition.is_open,
    )


def _names() -> dict[int, Names]:
    found = Edition.objects.values_list("pk", "document__slug", "slug")
    return {pk: (document, slug) for pk, document, slug in found}


def _wanted(names: Names, owners: list[Owes], due: Due) -> Wanted:
    document, slug = names
    editions = Edition.objects.select_related("document", "partnership")
    return wanted_of(editions.get(document__slug=document, slug=slug), owners, due)


PROCESS = Process(
    slug=SLUG,
    label=gettext_lazy("Routine to be taken into use"),
    about=OwedRoutine,
    result_legend="i-bruk",
    one_press=("in_use", gettext_lazy("Confirm that it is in use")),
    page=("work:in_use:routines", gettext_lazy("Routines in use")),
    in_files=InFiles("edition", "routine", ("document", "edition"), _names, _wanted),
)
