"""What a reader may see of other records that a record names.

Who may see a record may not always see those that it points at: the name of one that is withheld,
or only a draft, tells what it is about.
"""

from __future__ import annotations

from django.db.models import Model
from django.utils.translation import gettext as _

from samspill.common.actors import Actor
from samspill.common.permissions import rule_of, which


class Sight:
    """What one actor may see, asked once for each kind of record, and of nobody who sees all."""

    def __init__(self, actor: Actor) -> None:
        self.actor = actor
        self._seen: dict[type[Model], set[int]] = {}

    def name_of(self, record: Model) -> str:
        """What another record is called, or that the reader may not know it."""
        return str(record) if self.reaches(record) else _("Not open to you")

    def reaches(self, record: Model) -> bool:
        """Whether the actor may see it, or may know its name wherever it stands."""
        kind = type(record)
        if getattr(kind, "is_named_openly", False):
            return True
        if rule_of(kind).see.q(self.actor) is True:
            return True
        if kind not in self._seen:
            mine = which(self.actor, kind._default_manager.all())
            self._seen[kind] = set(mine.order_by().values_list("pk", flat=True))
        return record.pk in self._seen[kind]
