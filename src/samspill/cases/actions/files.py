"""Files of cases and of items: added, exempt from the public or open, and removed."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from samspill.cases.actions.meetings import held_unsent
from samspill.cases.models import AgendaItem, Case, CaseFile
from samspill.cases.models.files import FOLDER, MOST
from samspill.common import actions, audit
from samspill.common.actors import Actor
from samspill.common.files import storing
from samspill.common.files.accepting import Accepted
from samspill.common.permissions import require


@storing.kept_if_named()
@transaction.atomic
def attach(
    *,
    by: Actor,
    case: Case | None = None,
    item: AgendaItem | None = None,
    files: Sequence[Accepted],
    exempt_statute: str = "",
) -> list[CaseFile]:
    """Adds files to a case or to an item; what is there already is not added twice.

    Args:
        exempt_statute: the statute that all of them are exempt by; empty where they are open.

    Raises:
        NotAllowed: neither who keeps it nor, before it is accepted, who raised it.
        ValidationError: there are too many, or the minutes of the meeting are approved.
    """
    held: Case | AgendaItem = item if case is None else case  # type: ignore[assignment]
    about = {"case": case, "item": item, "partnership_id": held.partnership_id}
    require(by, "change", CaseFile(**about))
    if item is not None:
        held_unsent(item.meeting)
    type(held)._base_manager.select_for_update(of=("self",)).get(pk=held.pk)
    there = set(held.files.values_list("sha256", flat=True))
    new = {one.sha256: one for one in files if one.sha256 not in there}
    if len(there) + len(new) > MOST:
        raise ValidationError(
            {"attached": [_("At most %(most)d files go with one case.") % {"most": MOST}]}
        )
    statute = exempt_statute.strip()
    made = [
        CaseFile(
            **about,
            name=one.name,
            size=one.size,
            media_type=one.media_type,
            sha256=one.sha256,
            stored_as=one.stored_as or storing.write(FOLDER, one.content),
            is_public=not statute,
            exempt_statute=statute,
        )
        for one in new.values()
    ]
    with actions.refused_in_words():
        CaseFile.objects.bulk_create(made)
    # Not their names: what should not have been sent can be removed, and the log cannot.
    audit.record_change(by=by, action="attach", about=held, detail={"files": len(made)})
    actions.touched(held)
    return made


@transaction.atomic
def exempt(*, by: Actor, file: CaseFile, statute: str, version: str = "") -> CaseFile:
    """Exempts a file from the public by a statute, or opens it where none is given.

    Raises:
        NotAllowed, ChangedMeanwhile: as ``common.actions.save``.
    """
    found = CaseFile.objects.get(pk=file.pk)
    found.exempt_statute = statute.strip()
    found.is_public = not found.exempt_statute
    return actions.save(by=by, record=found, version=version)


@transaction.atomic
def remove_file(*, by: Actor, file: CaseFile, reason: str) -> None:
    """Removes a file for good, from the disk too. The log keeps that it was, and why.

    Raises:
        NotAllowed: as for adding it.
        ValidationError: no reason is given, or the minutes of the meeting are approved.
    """
    require(by, "change", file)
    if not reason.strip():
        raise ValidationError({"reason": _("Say why, without telling what it was.")})
    if file.item is not None:
        held_unsent(file.item.meeting)
    held: Case | AgendaItem = file.case or file.item  # type: ignore[assignment]
    stored = file.stored_as
    audit.record_change(by=by, action="remove file", about=held, reason=reason.strip())
    file.delete()
    actions.touched(held)
    transaction.on_commit(lambda: storing.remove_unnamed(FOLDER, [stored]))
