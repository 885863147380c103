"""One's own notes: written as one types, and never over what one has written elsewhere."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django_scopes import scopes_disabled

from samspill.cases.models import AgendaItem, Note
from samspill.cases.models.notes import LONGEST_NOTE
from samspill.common.actors import Actor
from samspill.common.permissions import NotAllowed, require


@dataclass(frozen=True)
class KeptNote:
    """A note as it stands now; ``base`` marks it, for the next one that is sent."""

    text: str

    @property
    def base(self) -> str:
        return mark_of(self.text)


def mark_of(text: str) -> str:
    """A short mark of a note, by which one that was typed offline is told from a later one."""
    return hashlib.sha256(text.encode()).hexdigest()[:16] if text else ""


@transaction.atomic
def keep_note(*, by: Actor, item: AgendaItem, text: str, base: str) -> KeptNote:
    """Keeps what somebody writes for oneself; an empty one goes away.

    Args:
        base: the mark of the note that was written on. Where the note stands otherwise now, as it
            was written on another device meanwhile, both texts are kept.

    Raises:
        NotAllowed: nobody is signed in.
        ValidationError: it is too long.
    """
    text = text.replace("\r\n", "\n").strip()
    if len(text) > LONGEST_NOTE:
        raise ValidationError(_("At most %(most)s characters.") % {"most": LONGEST_NOTE})
    if by.user is None:
        raise NotAllowed(by, "change", item)
    blank = Note(partnership_id=item.partnership_id, user_id=by.user, item=item)
    require(by, "change", blank)
    mine = Note.objects.select_for_update().filter(user=by.user, item=item)
    there = mine.first()
    if there is not None and mark_of(there.text) != base and text not in there.text:
        text = f"{there.text}\n\n{text}".strip()
    elif there is not None and mark_of(there.text) != base:
        return KeptNote(there.text)
    if not text:
        mine.delete()
        return KeptNote("")
    blank.text, blank.at = text, timezone.now()
    Note.objects.bulk_create(
        [blank],
        update_conflicts=True,
        unique_fields=["user", "item"],
        update_fields=["text", "at"],
    )
    return KeptNote(text)


def forget_notes(user: int) -> None:
    """Takes away all notes of a user who is erased."""
    with scopes_disabled():
        Note.objects.filter(user=user).delete()
