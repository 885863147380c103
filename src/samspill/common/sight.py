"""What a reader may see of other records that a record names.

Who may see a record may not always see those that it points at: the name of one that is withheld,
or only a draft, tells what it is about.
"""

from __future__ import annotations

from django.db.models import Model
from django.utils.translation import gettext as _

from samspill.common.actors import Actor
from samspill.common.permissions import rule_of, which

READ_ALL = "read all"


class Sight:
    """What one actor may see, asked once for each kind of record, and of nobody who sees all."""

    def __init__(self, actor: Actor) -> None:
        self.actor = actor
        self._seen: dict[tuple[type[Model], str], set[int]] = {}

    def name_of(self, record: Model) -> str:
        """What another record is called, or that the reader may not know it."""
        return str(record) if self.reaches(record) else _("Not open to you")

    def reaches(self, record: Model) -> bool:
        """Whether the actor may see it, or may know its name wherever it stands."""
        kind = type(record)
        if getattr(kind, "is_named_openly", False):
            return True
        return self._may("see", record)

    def withholds(self, record: Model, name: str) -> bool:
        """Whether a field is not for the actor, who sees the record (``read_by`` of its model)."""
        action = getattr(record, "read_by", {}).get(name)
        return action is not None and not self._may(action, record)

    def reads_all(self, record: Model) -> bool:
        """Whether the actor may read what is exempt in the record's texts."""
        kind = type(record)
        return READ_ALL in rule_of(kind).actions and self._may(READ_ALL, record)

    def _may(self, action: str, record: Model) -> bool:
        kind = type(record)
        answer = rule_of(kind).condition(action).q(self.actor)
        if isinstance(answer, bool):
            return answer
        if (kind, action) not in self._seen:
            mine = which(self.actor, kind._default_manager.all(), action)
            self._seen[kind, action] = set(mine.order_by().values_list("pk", flat=True))
        return record.pk in self._seen[kind, action]
