"""Tables of states: every way between them, from every state, in every role and from outside.

What the table says is done; all else is refused: from where a way leads, to all whom it is not
given to; from where none leads, to those who may. The pages of the same ways are walked in
``tests/everywhere/test_matrix.py``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import translation
from django_scopes import scope

from samspill.accounts.models import User
from samspill.bodies.models import Body, Seat, Term
from samspill.cases import actions
from samspill.cases.actions.taking_out import take_out
from samspill.cases.models import AgendaItem, Case, Meeting, MinutesVersion
from samspill.cases.states import (
    CASE_MOVES,
    MEETING_MOVES,
    MINUTES_MOVES,
    CaseState,
    MeetingState,
    MinutesState,
)
from samspill.common.actors import Actor, Held
from samspill.common.models import Partnership, today
from samspill.parties.models import Party, Person
from tests.cast import actor, contact_of, secretariat, sitting_in

OFFICE = {"secretariat"}
KEEPS = {"secretariat", "secretary of the body"}
"""Who keeps the papers of a body that meets."""
REFUSED, NOT_FROM_THERE = "refused", "not from there"


@dataclass
class World:
    """The cast, and a case or a meeting in each state."""

    actors: dict[str, Actor]
    records: dict[str, dict[str, Any]]
    asu: Body
    seat: Seat
    other: Case


Act = Callable[[World, Actor, Any], Any]


@dataclass(frozen=True)
class Way:
    """From where it leads, to where (empty: the state stays), and who may."""

    before: str
    after: str
    may: set[str]
    act: Act


def _case(name: str) -> Act:
    return lambda world, by, case: actions.move_case(
        by=by, case=case, name=name, reason="Slik", body=world.asu, merged_into=world.other
    )


def _meeting(name: str) -> Act:
    return lambda world, by, meeting: actions.move_meeting(by=by, meeting=meeting, name=name)


def _minutes(name: str) -> Act:
    return lambda world, by, meeting: actions.move_minutes(by=by, meeting=meeting, name=name)


def _item(act: Callable[..., Any], **given: Any) -> Act:
    return lambda world, by, meeting: act(by=by, item=meeting.items.get(), **given)


TABLES: dict[str, dict[str, Way]] = {
    "case": {
        "accept": Way("raised asked", "accepted", OFFICE, _case("accept")),
        "ask": Way("raised", "asked", OFFICE, _case("ask")),
        "return": Way("raised asked", "returned", OFFICE, _case("return")),
        "merge": Way("raised asked accepted", "merged", OFFICE, _case("merge")),
        "send on": Way("accepted", "accepted", OFFICE, _case("send on")),
        "close case": Way("accepted", "closed", OFFICE, _case("close case")),
        "take up again": Way("closed", "accepted", OFFICE, _case("take up again")),
        "look at again": Way("returned", "raised", OFFICE, _case("look at again")),
        "complete": Way(
            "raised asked", "raised", OFFICE | {"contact"},
            lambda world, by, case: actions.answer_case(
                by=by, case=case, question="Hva?", answer="Slik."
            ),
        ),
    },
    "meeting": {
        "confirm": Way("tentative", "planned", KEEPS, _meeting("confirm")),
        "call": Way("tentative planned", "called", KEEPS, _meeting("call")),
        "hold": Way("planned called", "held", KEEPS, _meeting("hold")),
        "cancel": Way("tentative planned called", "cancelled", KEEPS, _meeting("cancel")),
        "begin": Way(
            "planned called held", "held", KEEPS,
            lambda world, by, meeting: actions.begin(by=by, meeting=meeting),
        ),
        "change": Way(
            "tentative planned called", "", KEEPS,
            lambda world, by, meeting: actions.change_meeting(
                by=by, meeting=meeting, facts={"place": "Rådhuset"}
            ),
        ),
        "order": Way("tentative planned", "", KEEPS, _item(actions.put_before, before=None)),
        "take off": Way("tentative planned", "", KEEPS, _item(actions.take_off)),
    },
    "minutes": {
        "begin minutes": Way("not_entered", "draft", KEEPS, _minutes("begin minutes")),
        "send minutes": Way("draft", "sent", KEEPS, _minutes("send minutes")),
        "rewrite minutes": Way("sent", "draft", KEEPS, _minutes("rewrite minutes")),
        "approve minutes": Way("sent", "approved", KEEPS, _minutes("approve minutes")),
        "treat": Way(
            "not_entered draft elsewhere", "", KEEPS, _item(actions.treat, outcome="noted")
        ),
        "write": Way("draft elsewhere", "", KEEPS, _item(actions.write_item, typed={})),
        "duty": Way(
            "not_entered draft elsewhere", "", KEEPS,
            _item(actions.set_follow_up, key="a", text="A"),
        ),
        "proposal": Way(
            "not_entered draft elsewhere", "", KEEPS,
            _item(actions.set_proposal, key="a", text="A"),
        ),
        "who came": Way(
            "not_entered draft elsewhere", "", KEEPS,
            lambda world, by, meeting: actions.set_attendance(
                by=by, meeting=meeting, seat=world.seat, came="yes"
            ),
        ),
        "others": Way(
            "not_entered draft elsewhere", "", KEEPS,
            lambda world, by, meeting: actions.set_others(by=by, meeting=meeting, others="Noen"),
        ),
        "object": Way(
            "sent", "", {"member"},
            lambda world, by, meeting: actions.object_to(
                by=by, meeting=meeting, seat=world.seat, text="Feil"
            ),
        ),
        "correct": Way(
            "approved", "", KEEPS,
            lambda world, by, meeting: actions.correct(by=by, meeting=meeting, text="Rettet"),
        ),
        "take out": Way(
            "approved elsewhere", "", KEEPS, _item(take_out, statute="offl. § 13", reason="Feil")
        ),
    },
}  # fmt: skip
STATES = {"case": CaseState, "meeting": MeetingState, "minutes": MinutesState}
FIELDS = {"case": "state", "meeting": "state", "minutes": "minutes"}


def build() -> World:
    partnership = Partnership.objects.create(slug="prove", name="Prøve", short_name="Prøve")
    elsewhere = Partnership.objects.create(slug="annen", name="Annen", short_name="Annen")
    frame = {"partnership": partnership}
    with scope(partnership=partnership):
        party = Party.objects.create(**frame, slug="verdal", name="Verdal")
        psu, asu = (
            Body.objects.create(**frame, slug=slug, name=slug.upper()) for slug in ("psu", "asu")
        )
        user = User.objects.create(email="medlem@example.no", name="Medlem")
        person = Person.objects.create(**frame, slug="medlem", name="Medlem", user=user)
        seat = Seat.objects.create(**frame, body=psu, slug="plass", label="Plass")
        Term.objects.create(**frame, seat=seat, person=person)
        member = Held("member", "body", psu.pk, "Medlem")
        actors = {
            "secretariat": secretariat(partnership),
            "secretary of the body": sitting_in(partnership, psu.pk, "secretary"),
            "secretary of another": sitting_in(partnership, asu.pk, "secretary"),
            "chair": sitting_in(partnership, psu.pk, "chair"),
            "member": Actor("Medlem", user=user.pk, partnership=partnership.pk, roles=(member,)),
            "observer": sitting_in(partnership, psu.pk, "observer"),
            "contact": contact_of(party),
            "reporter": actor(partnership, Held("reporter", "party", party.pk, "Rapportør")),
            "regional reader": actor(partnership, Held("regional_reader", label="Leser")),
            "secretariat elsewhere": secretariat(elsewhere),
        }
        other = Case.objects.create(**frame, slug="annen", title="Annen", state="accepted")
        of_case = {**frame, "title": "Sak", "proposer": party, "body": psu, "question": "Hva?"}
        records: dict[str, dict[str, Any]] = {"case": {}, "meeting": {}, "minutes": {}}
        for state in CaseState.values:
            into = other if state == "merged" else None
            records["case"][state] = Case.objects.create(
                **of_case, slug=state, state=state, merged_into=into
            )
        for of, states in (("meeting", MeetingState.values), ("minutes", MinutesState.values)):
            for state in states:
                made = Meeting.objects.create(
                    **frame, slug=f"{of}-{state}".replace("_", "-"), date=today(), state="held"
                )
                made.bodies.add(psu)
                AgendaItem.objects.create(
                    **frame, meeting=made, slug="punkt", position=0, title="Punkt", type="approval"
                )
                MinutesVersion.objects.create(**frame, meeting=made, number=1, parts=[])
                Meeting.objects.filter(pk=made.pk).update(**{FIELDS[of]: state})
                records[of][state] = made
    return World(actors, records, asu, seat, other)


@pytest.fixture(scope="module")
def made(once: Callable[..., Any]) -> World:
    world: World = once(build)
    return world


@pytest.fixture
def world(made: World, db: None) -> Iterator[World]:
    with scope(partnership=Partnership.objects.get(slug="prove")), translation.override("en"):
        yield made


def tried(world: World, of: str, act: Act, by: Actor, state: str) -> str:
    """The state that it is in afterwards, or why it is not done; all is taken back."""
    record = type(world.records[of][state]).objects.get(pk=world.records[of][state].pk)
    try:
        with transaction.atomic():
            act(world, by, record)
            record.refresh_from_db()
            transaction.set_rollback(True)
    except PermissionDenied:
        return REFUSED
    except ValidationError:
        return NOT_FROM_THERE
    return str(getattr(record, FIELDS[of]))


@pytest.mark.parametrize(
    ("of", "name"), [(of, name) for of, table in TABLES.items() for name in table]
)
def test_each_way_is_theirs_and_leads_only_from_where_it_says(
    world: World, of: str, name: str
) -> None:
    way = TABLES[of][name]
    for state in STATES[of].values:
        if state not in way.before.split():
            for role in way.may:
                came = tried(world, of, way.act, world.actors[role], state)
                assert came in (NOT_FROM_THERE, REFUSED), (state, role)
            continue
        for role, by in world.actors.items():
            right = (way.after or state) if role in way.may else REFUSED
            assert tried(world, of, way.act, by, state) == right, (state, role)


def test_the_tables_have_every_move_that_is_declared() -> None:
    declared = {"case": CASE_MOVES, "meeting": MEETING_MOVES, "minutes": MINUTES_MOVES}
    for of, moves in declared.items():
        for move in moves:
            way = TABLES[of][move.name]
            assert (set(way.before.split()), way.after) == (set(move.before), move.after)
