"""Nobody decides outside authority: by votes of each side, in one decision or two, on the day."""

from __future__ import annotations

import datetime
from itertools import count

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samspill.bodies.models import Body, DecisionStep, Seat
from samspill.cases import actions
from samspill.cases.models import AgendaItem, Case, Meeting
from samspill.cases.way import to_read, ways_in_force, ways_of_case
from samspill.cases.writing import mark
from samspill.common.actors import Actor
from samspill.common.models import Partnership, today
from samspill.common.ready import together
from samspill.documents.models import AuthorityRule
from samspill.parties.models import Side
from tests.cases.treating import written_at

NUMBER = count()
JSON = {"accept": "application/json"}
OUTCOMES = ("postponed", "sent_back", "sent_on", "recommended", "decided", "noted")


@pytest.fixture
def sides(partnership: Partnership, bodies: dict[str, Body]) -> list[Side]:
    """PSU's ten seats: six of the municipalities and four of the trust."""
    found = [
        Side.objects.create(partnership=partnership, slug=slug, name=slug.title(), order=order)
        for order, slug in enumerate(("kommunene", "foretaket"))
    ]
    for number, seat in enumerate(Seat.objects.filter(body=bodies["psu"])):
        Seat.objects.filter(pk=seat.pk).update(side=found[0 if number < 6 else 1])
    return found


def at_a_meeting(
    partnership: Partnership, body: Body, case: Case, on: datetime.date | None = None
) -> AgendaItem:
    """The case on the agenda of a meeting that was held."""
    number = next(NUMBER)
    meeting = Meeting.objects.create(
        partnership=partnership, slug=f"mote-{number}", date=on or today(), state="held",
        minutes="draft",
    )  # fmt: skip
    meeting.bodies.add(body)
    return AgendaItem.objects.create(
        partnership=partnership, meeting=meeting, slug="sak", position=0, case=case
    )


def a_case(partnership: Partnership, rule: AuthorityRule | None) -> Case:
    return Case.objects.create(
        partnership=partnership, slug=f"sak-{next(NUMBER)}", title="Sak", state="accepted",
        authority=rule,
    )  # fmt: skip


def decide(by: Actor, item: AgendaItem, **given_: object) -> AgendaItem:
    return actions.treat(by=by, item=item, outcome="decided", decision="Ja", **given_)  # type: ignore[arg-type]


def test_a_majority_on_each_side_counts_the_votes_of_each(
    partnership: Partnership, secretary: Actor, bodies: dict[str, Body], funds: AuthorityRule,
    sides: list[Side], browser: Client,
) -> None:  # fmt: skip
    """Eight of ten are for it, and it falls on the one side where they are not enough."""
    AuthorityRule.objects.update(decision_rule="majority_per_side")
    funds.recommending_bodies.clear()
    funds.refresh_from_db()
    item = at_a_meeting(partnership, bodies["psu"], a_case(partnership, funds))
    ours, theirs = sides
    votes = {"mode": "votes", "votes_for": 8, "votes_against": 2}
    with pytest.raises(ValidationError, match="each side: Foretaket"):
        decide(secretary, item, mode="votes", side_votes={ours: (6, 0)})
    for counted, told in (
        ({}, "each side: Kommunene, Foretaket"),
        ({ours: (6, 0), theirs: (2, 2)}, "side Foretaket"),
        ({ours: (4, 2), theirs: (5, 0)}, "5 votes are more than the 4 seats"),
        ({ours: (6, 0), theirs: (3, 1)}, "do not add up"),
    ):
        with pytest.raises(ValidationError, match=told):
            decide(secretary, item, **votes, side_votes=counted)
    shown = browser.get(f"/hf/prove/arbeid/moter/{item.meeting.slug}/referat/").content.decode()
    assert f'name="sak-side-{theirs.pk}-against"' in shown
    sent = {f"sak-{name}": str(value) for name, value in votes.items()}
    sent |= {"sak-outcome": "decided", "sak-decision": "Ja"}
    sent |= {f"sak-side-{ours.pk}-for": "5", f"sak-side-{ours.pk}-against": "1"}
    refused = browser.post(written_at(item), sent)
    assert refused.status_code == 422
    assert 'value="5"' in refused.content.decode()
    sent |= {f"sak-side-{theirs.pk}-for": "3", f"sak-side-{theirs.pk}-against": "1"}
    told = browser.post(written_at(item), sent, headers=JSON).json()
    assert told["wrong"] == []
    assert told["marks"][f"mark-sak-side-{ours.pk}-for"] == mark(5)
    stale = sent | {f"sak-side-{ours.pk}-for": "4", f"mark-sak-side-{ours.pk}-for": mark("")}
    (clash,) = browser.post(written_at(item), stale, headers={"accept": "application/json"}).json()[
        "clashes"
    ]
    assert (clash["label"], clash["theirs"]) == ("Kommunene: votes for", "5")
    counted = {one.side: (one.votes_for, one.votes_against) for one in item.side_votes.all()}
    assert counted == {ours: (5, 1), theirs: (3, 1)}
    actions.move_minutes(by=secretary, meeting=item.meeting, name="send minutes")
    actions.move_minutes(by=secretary, meeting=item.meeting, name="approve minutes")
    with pytest.raises(IntegrityError), transaction.atomic():
        item.side_votes.update(votes_for=6)


def test_two_decisions_are_two_meetings(
    partnership: Partnership,
    secretary: Actor,
    bodies: dict[str, Body],
    funds: AuthorityRule,
) -> None:
    AuthorityRule.objects.update(decision_rule="", decision_steps=2)
    funds.recommending_bodies.clear()
    funds.refresh_from_db()
    case = a_case(partnership, funds)
    for made in (1, 2):
        item = at_a_meeting(partnership, bodies["psu"], case)
        decide(secretary, item)
        Meeting.objects.filter(pk=item.meeting_id).update(minutes="approved")
        decides = ways(case)[0].stages[-1]
        assert (decides.taken, decides.is_done) == (made, made == 2)


def ways(case: Case) -> list:  # type: ignore[type-arg]
    items = AgendaItem.objects.filter(case=case).select_related("meeting")
    return ways_of_case(
        case, items.prefetch_related("meeting__bodies"), today(), together(**to_read(case, today()))
    )


def test_the_way_is_told_before_anyone_asks(
    partnership: Partnership,
    bodies: dict[str, Body],
    funds: AuthorityRule,
) -> None:
    """Who prepares, recommends, decides and ratifies; and where the case is on it."""
    funds.preparing_bodies.add(bodies["fagrad"])
    funds.each_party_ratifies, funds.adviser_outside = True, "Direktoratet"
    funds.save()
    told = [(one.step.kind.value, one.step.names) for one in ways_in_force(today())[0].stages]
    assert told == [
        ("prepare", "FAGRAD"), ("advise", "Direktoratet"), ("recommend", "ASU"),
        ("decide", "PSU"), ("ratify", "Each party itself"),
    ]  # fmt: skip
    assert ways_in_force(datetime.date(2018, 2, 13)) == []
    case = a_case(partnership, funds)
    item = at_a_meeting(partnership, bodies["fagrad"], case)
    AgendaItem.objects.filter(pk=item.pk).update(outcome="sent_on")
    assert [one.is_here for one in ways(case)[0].stages] == [True, False, False, False, False]
    Meeting.objects.filter(pk=item.meeting_id).update(minutes="approved")
    assert [one.kind for one in ways(case)[0].stages][:2] == ["ok", "partial"]
    page = Client().get(f"/hf/prove/saker/{case.slug}/").content.decode()
    box = page[page.index("who-decides") :]
    assert box.index("Direktoratet") < box.index("PSU") < box.index("Godkjenner")


@pytest.mark.parametrize("of", ["rule", "body", "no case"])
def test_unanimity_of_ten_seats_is_not_reached_by_nine(
    partnership: Partnership, bodies: dict[str, Body], funds: AuthorityRule, browser: Client,
    of: str,
) -> None:  # fmt: skip
    """By the case's rule of authority, by the body's own, and where a body leads itself."""
    funds.recommending_bodies.clear()
    Body.objects.filter(pk=bodies["psu"].pk).update(
        decision_rule="" if of == "rule" else "unanimity"
    )
    item = at_a_meeting(
        partnership, bodies["psu"], a_case(partnership, funds if of == "rule" else None)
    )
    if of == "no case":
        AgendaItem.objects.filter(pk=item.pk).update(case=None, title="Valg", type="election")
    decided = {"sak-outcome": "decided", "sak-decision": "Ja"}
    for mode, votes, told in (
        ("", "", "Say how it was decided"), ("unanimous", "", "only this: by votes"),
        ("consensus", "", "only this: by votes"), ("votes", "", "all 10 who vote"),
        ("votes", "9", "all 10 who vote"), ("votes", "10", ""),
    ):  # fmt: skip
        sent = {**decided, "sak-mode": mode, "sak-votes_for": votes}
        wrong = browser.post(written_at(item), sent, headers=JSON).json()["wrong"]
        assert [one for one in wrong if told not in one] == []
        assert bool(wrong) == bool(told)
        item.refresh_from_db()
        assert item.outcome == ("" if told else "decided"), (mode, votes)


def test_a_body_decides_by_its_own_rule_and_steps(
    partnership: Partnership, secretary: Actor, bodies: dict[str, Body], sides: list[Side]
) -> None:
    """Consensus first, and then a majority on each side; what was voted down is never decided."""
    psu, (ours, theirs) = bodies["psu"], sides

    def refused(told: str, **votes: object) -> None:
        item = at_a_meeting(partnership, psu, a_case(partnership, None))
        item.meeting.bodies.set([Body.objects.get(pk=psu.pk)])
        if not told:
            assert decide(secretary, item, **votes).outcome == "decided"
            return
        with pytest.raises(ValidationError, match=told):
            decide(secretary, item, **votes)

    lost, won = {"votes_for": 2, "votes_against": 7}, {"votes_for": 7, "votes_against": 2}
    refused("", mode="")
    refused("no majority", mode="votes", **lost)
    refused("", mode="votes", **won)
    Body.objects.filter(pk=psu.pk).update(decision_rule="majority")
    refused("Say how", mode="")
    refused("Count the votes", mode="votes")
    refused("no majority", mode="votes", **lost)
    refused("", mode="votes", **won)
    Body.objects.filter(pk=psu.pk).update(decision_rule="consensus")
    refused("only this: by consensus", mode="votes", **won)
    refused("", mode="votes", **won, exception="Det hastet")
    refused("", mode="consensus")
    DecisionStep.objects.create(
        partnership=partnership, body=psu, position=1, rule="majority_per_side"
    )
    refused("each side", mode="votes", **won)
    refused("side Foretaket", mode="votes", side_votes={ours: (6, 0), theirs: (1, 3)})
    refused("", mode="votes", side_votes={ours: (4, 2), theirs: (3, 1)})
    refused("", mode="consensus")


STEP = st.tuples(
    st.sampled_from(("fagrad", "asu", "psu")),
    st.sampled_from(OUTCOMES),
    st.sampled_from(("", "consensus", "votes")),
    st.integers(0, 12),
    st.integers(0, 3),
    st.sampled_from((datetime.date(2018, 2, 13), datetime.date(2025, 3, 1))),
)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=st.lists(STEP, min_size=1, max_size=5))
def test_a_case_that_travels_at_random_never_ends_decided_outside_authority(
    partnership: Partnership, secretary: Actor, bodies: dict[str, Body], funds: AuthorityRule,
    steps: list,  # type: ignore[type-arg]
) -> None:  # fmt: skip
    """PSU, all ten, after ASU has recommended it, from 2024 on; nothing else decides on funds."""
    with transaction.atomic():
        case, recommended = a_case(partnership, funds), list[datetime.date]()
        for body, outcome, mode, votes_for, votes_against, on in steps:
            item = at_a_meeting(partnership, bodies[body], case, on)
            given_ = {"mode": mode, "votes_for": votes_for, "votes_against": votes_against}
            try:
                with transaction.atomic():
                    actions.treat(by=secretary, item=item, outcome=outcome, decision="Ja", **given_)
            except ValidationError:
                continue
            if outcome == "recommended" and body == "asu":
                recommended.append(on)
            if outcome != "decided":
                continue
            if on.year < 2024:
                assert body != "fagrad"
                continue
            assert (body, mode, votes_for, votes_against) == ("psu", "votes", 10, 0)
            assert any(day <= on for day in recommended)
        transaction.set_rollback(True)
