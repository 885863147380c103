"""What a case is about: tied to documents, measures, parties, groups of patients, earlier cases."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from samspill.cases.models import Case, CaseLink
from samspill.common import actions, audit
from samspill.common.actors import Actor
from samspill.common.permissions import may, require
from samspill.documents.models import Document, Provision

LISTS = ("measures", "parties", "patient_groups", "follows")
"""The fields of a case that hold several of what it is about."""


def _require(by: Actor, case: Case) -> Case:
    found: Case = Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    require(by, "change" if may(by, "change", found) else "complete", found)
    return found


@transaction.atomic
def tie(*, by: Actor, case: Case, kind: str, record: Any) -> None:
    """Ties a case to something that it is about; tied already, it stays so.

    Args:
        kind: one of ``LISTS``, or "document" or "provision".

    Raises:
        NotAllowed: neither the secretariat nor, before it is accepted, who raised it.
        ValidationError: a case would come after itself, or the edition has no such provision.
    """
    found = _require(by, case)
    if kind in LISTS:
        if kind == "follows" and record.pk == found.pk:
            raise ValidationError(_("A case does not come after itself."))
        getattr(found, kind).add(record)
    else:
        provision: Provision | None = record if kind == "provision" else None
        document: Document = provision.document if provision else record
        link = CaseLink(
            partnership_id=found.partnership_id, case=found, document=document, provision=provision
        )
        if CaseLink.objects.filter(case=found, document=document, provision=provision).exists():
            return
        with actions.refused_in_words():
            link.save()
    _note(by, found, after={kind: record.pk})


@transaction.atomic
def untie(*, by: Actor, case: Case, kind: str, record: Any) -> None:
    """Takes what a case is tied to away again, and never that itself.

    Args:
        kind: one of ``LISTS``, or "link", where ``record`` is the case's own link.

    Raises:
        NotAllowed: as for :func:`tie`.
        ValidationError: it is nothing that the case is tied to.
    """
    found = _require(by, case)
    before = {kind: record.pk}
    if kind in LISTS:
        getattr(found, kind).remove(record)
    elif isinstance(record, CaseLink) and record.case_id == found.pk:
        record.delete()
    else:
        raise ValidationError(_("The case is not tied to this."))
    _note(by, found, before=before)


def _note(by: Actor, case: Case, **said: Any) -> None:
    audit.record_change(by=by, action="change", about=case, **said)
    actions.touched(case)
