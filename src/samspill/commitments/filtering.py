"""The list of commitments as its address asks for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from samspill.bodies.models import Body
from samspill.commitments import processes, reach
from samspill.commitments.models import Commitment, CommitmentQuerySet, Scale
from samspill.commitments.taking_over import left_on
from samspill.commitments.unowned import named_for_a_role, named_for_nobody
from samspill.common.actors import Actor
from samspill.common.models import today
from samspill.common.permissions import SECRETARIAT, which
from samspill.parties.models import Party

MINE, NOBODY, ROLE, ENDED, EVERYBODY = "mine", "ingen", "rolle", "avsluttet", "alle"
UNREPORTED = "ikke-rapportert"


@dataclass(frozen=True)
class FilterChoice:
    """One thing to choose in a filter."""

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True)
class Filters:
    """What the address asks for; an unknown value asks for nothing."""

    owner: str
    process: str
    status: str
    state: str
    overdue: bool
    undated: bool

    @classmethod
    def of(cls, asked: Mapping[str, str], actor: Actor) -> Filters:
        """Reads an address. Whoever is no secretariat sees their own first."""
        usual = EVERYBODY if actor.holds(SECRETARIAT) else MINE
        return cls(
            owner=asked.get("eier") or usual,
            process=asked.get("prosess", ""),
            status=asked.get("status", ""),
            state=asked.get("tilstand", ""),
            overdue=asked.get("forfalt") == "1",
            undated=asked.get("uten-dato") == "1",
        )

    def found(self, actor: Actor) -> CommitmentQuerySet:
        """The commitments, as far as the actor may see them, the first due first."""
        found = self._owned(actor)
        if self.state == Commitment.State.CLOSED:
            found = found.closed()
        elif self.state != "alle":
            found = found.open()
        if self.process:
            found = found.of_process(self.process)
        if self.status == UNREPORTED:
            found = found.unreported()
        elif self.status in Scale.values:
            found = found.on_scale(self.status)
        if self.overdue:
            found = found.overdue_on(today())
        if self.undated:
            found = found.without_date()
        return which(actor, found).by_due_date().with_owners()  # type: ignore[attr-defined]

    def _owned(self, actor: Actor) -> CommitmentQuerySet:
        everything = Commitment.objects.all()
        kind, _colon, slug = self.owner.partition(":")
        if self.owner == NOBODY:
            return named_for_nobody()
        if self.owner == ROLE:
            return named_for_a_role()
        if self.owner == ENDED:
            return left_on(today())
        if self.owner == MINE:
            return everything.owed_by(*reach.of_actor(actor))
        if kind == "part":
            return everything.owed_by(parties=_keys(Party.objects.filter(slug=slug)))
        if kind == "organ":
            return everything.owed_by(bodies=_keys(Body.objects.filter(slug=slug)))
        return everything

    @property
    def owners(self) -> list[FilterChoice]:
        """Whose commitments to show."""
        named = [
            (EVERYBODY, _("Everybody")),
            (MINE, _("Mine")),
            (NOBODY, _("Nobody’s")),
            (ROLE, _("Only a role is named")),
            (ENDED, _("With those who have ended")),
        ]
        parties = Party.objects.on(today()).values_list("slug", "name")
        bodies = Body.objects.on(today()).values_list("slug", "name")
        named += [(f"organ:{slug}", name) for slug, name in bodies]
        named += [(f"part:{slug}", name) for slug, name in parties]
        return self._choices(named, self.owner)

    @property
    def processes(self) -> list[FilterChoice]:
        """What asked for it."""
        named = [(one.slug, str(one.label)) for one in processes.all_processes()]
        return self._choices([("", _("Everything")), *named], self.process)

    @property
    def statuses(self) -> list[FilterChoice]:
        """How it stands. That nothing is reported stands apart from not being achieved."""
        named = [(value, str(label)) for value, label in Scale.choices]
        return self._choices([("", _("Any")), (UNREPORTED, _("Not reported")), *named], self.status)

    @property
    def states(self) -> list[FilterChoice]:
        """Whether it still binds."""
        named = [("", _("Open")), ("closed", _("Closed")), ("alle", _("Open and closed"))]
        return self._choices(named, self.state)

    def _choices(self, named: list[tuple[str, str]], chosen: str) -> list[FilterChoice]:
        return [FilterChoice(value, label, value == chosen) for value, label in named]


def _keys(found: object) -> list[int]:
    return list(found.values_list("pk", flat=True))  # type: ignore[attr-defined]
