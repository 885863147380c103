"""The signed-in addresses of cases and meetings; see ``tests/everywhere/places.py``."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from samspill.cases.models import AgendaItem, Case, Meeting
from samspill.common.actors import Actor
from samspill.common.models import today
from tests.everywhere.places import Filling, Place, plain
from tests.everywhere.world import World

CASE, MEETING = "sak-til-prove", "mote-til-prove"


def _may_raise(actor: Actor, action: str) -> bool:
    sends = {"contact", "secretariat"} | {"member", "chair", "deputy_chair", "secretary"}
    return actor.holds(*sends, "substitute", "observer")


def _may_plan(actor: Actor, action: str) -> bool:
    return actor.holds("secretariat", "secretary")


def _case(world: World) -> Case:
    return Case.objects.get(slug=CASE)


def _meeting(world: World) -> Meeting:
    return Meeting.objects.get(slug=MEETING)


def of_case(action: str, **more: str) -> Filling:
    def fill(world: World, name: str) -> Iterator[Place]:
        yield Place(name, {"slug": CASE, **more}, ((action, _case(world)),))

    return fill


def of_meeting(action: str, **more: str) -> Filling:
    def fill(world: World, name: str) -> Iterator[Place]:
        yield Place(name, {"slug": MEETING, **more}, ((action, _meeting(world)),))

    return fill


FILLED: dict[str, Filling] = {
    "work:cases:cases": plain(),
    "work:cases:raise": plain(("raise", lambda world: _may_raise)),
    "work:cases:case": of_case("see"),
    "work:cases:move_case": of_case("change", name="close case"),
    "work:cases:meetings": plain(),
    "work:cases:plan": plain(("change", lambda world: _may_plan)),
    "work:cases:meeting": of_meeting("see"),
    "work:cases:paper": of_meeting("see", kind="innkalling", form="pdf"),
    "work:cases:agenda": of_meeting("change"),
    "work:cases:shift": of_meeting("change"),
    "work:cases:minutes": of_meeting("change"),
    "work:cases:begin_minutes": of_meeting("change"),
    "work:cases:write_item": of_meeting("change", item="punkt"),
    "work:cases:write_attendance": of_meeting("change"),
    "work:cases:add_item": of_meeting("change"),
    "work:cases:move_meeting": of_meeting("change", name="begin minutes"),
    "work:cases:came": of_meeting("change"),
    "work:cases:treat": of_meeting("change", item="punkt"),
    "work:cases:follow_up": of_meeting("change", item="punkt"),
}
POST_ONLY = {
    "work:cases:begin_minutes",
    "work:cases:write_item",
    "work:cases:write_attendance",
    "work:cases:shift",
}
NOTHING_TYPED = {
    "work:cases:cases",
    "work:cases:case",
    "work:cases:meetings",
    "work:cases:meeting",
    "work:cases:paper",
    "work:cases:move_meeting",
}


def furnish(world: World) -> None:
    """A case that anyone may see, and a meeting of the cast's body that was held yesterday."""
    frame = {"partnership": world.partnership}
    case = Case.objects.create(
        **frame, slug=CASE, title="Sak til prøve", state="accepted", body=world.body, year=2026
    )
    meeting = Meeting.objects.create(
        **frame, slug=MEETING, date=today() - datetime.timedelta(days=1), state="held"
    )
    meeting.bodies.add(world.body)
    AgendaItem.objects.create(**frame, meeting=meeting, slug="sak", position=0, case=case)
    AgendaItem.objects.create(
        **frame, meeting=meeting, slug="punkt", position=1, title="Punkt", type="approval"
    )
