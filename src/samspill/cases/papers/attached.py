"""The files that go with a meeting's items: PDFs are put into the set, all others are listed."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samspill.cases.models import AgendaItem, CaseFile, Meeting
from samspill.documents.written import PDF


@dataclass(frozen=True)
class Attachment:
    """A file, and how much of it follows in the set.

    Attributes:
        pages: how many; 0 where it is only listed.
        why: why a PDF is not put in; empty where it is, or where it is no PDF.
    """

    file: CaseFile
    pages: int = 0
    why: str = ""

    @property
    def is_pdf(self) -> bool:
        return self.file.media_type == PDF

    @property
    def told(self) -> str:
        """Its name, and where it is."""
        if self.pages:
            count = self.pages
            words = ngettext(
                "%(count)s page, follows here", "%(count)s pages, follow here", count
            ) % {"count": count}
        else:
            words = why_not(self.why) if self.why else _("lies with the case")
        return f"{self.file.name}: {words}"


def why_not(why: str) -> str:
    """Why a PDF is not among the pages."""
    if why == "protected":
        return _("has a password, and is not put in here")
    if why == "broken":
        return _("is damaged, and is not put in here")
    return _("is too large to be put in here")


def files_of(
    meeting: Meeting, items: Sequence[AgendaItem], *, reads_all: bool, whole: Collection[int]
) -> Mapping[int, list[Attachment]]:
    """The files that a reader may have, by item: its own, and those of its case.

    Args:
        whole: the cases of which the reader may have what is exempt too.
    """
    theirs = Q(pk__in=CaseFile.objects.public().values("pk")) | Q(case__in=whole)
    every = CaseFile.objects.filter(theirs | Q(case=None) if reads_all else theirs)
    cases = [one.case_id for one in items if one.case_id]
    found = every.filter(Q(item__in=[one.pk for one in items]) | Q(case__in=cases))
    files = list(found.order_by("pk"))
    return {
        item.pk: [
            Attachment(one)
            for one in files
            if one.item_id == item.pk or (item.case_id and one.case_id == item.case_id)
        ]
        for item in items
    }
