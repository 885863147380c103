"""Groups under a body: set up and ended by a decision, and asked about when their time is over."""

from __future__ import annotations

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from samspill.bodies import actions as bodies_actions
from samspill.bodies.asked_about import asked_about
from samspill.bodies.models import Body, Mandate
from samspill.cases import actions
from samspill.cases.models import AgendaItem, CarriedOut, Case, Meeting
from samspill.common.actors import Actor
from samspill.common.models import Partnership, today
from samspill.documents.models import AuthorityRule

DAY = datetime.timedelta(days=1)
WORK = "/hf/prove/arbeid/"


@pytest.fixture
def creates(partnership: Partnership, bodies: dict[str, Body]) -> AuthorityRule:
    """ASU creates bodies."""
    rule = AuthorityRule.objects.create(
        partnership=partnership, slug="fagrad", subject="Fagråd", matter="create_body",
        decider="body", clause="5.2",
    )  # fmt: skip
    rule.bodies.add(bodies["asu"])
    return rule


def decided(partnership: Partnership, by: Actor, body: Body, name: str) -> AgendaItem:
    """An item that a meeting of the body has decided, in minutes that are approved."""
    case = Case.objects.create(
        partnership=partnership, slug=name, title=name, state="accepted", body=body
    )
    meeting = Meeting.objects.create(
        partnership=partnership, slug=name, date=today(), state="held", minutes="draft"
    )
    meeting.bodies.add(body)
    item = AgendaItem.objects.create(
        partnership=partnership, meeting=meeting, slug="sak", position=0, case=case
    )
    actions.treat(by=by, item=item, outcome="decided", decision="Slik blir det")
    for move in ("send minutes", "approve minutes"):
        actions.move_minutes(by=by, meeting=meeting, name=move)
    return item


def test_a_group_is_set_up_by_a_decision_asked_about_and_goes_on_or_ends_by_one(
    partnership: Partnership, secretary: Actor, bodies: dict[str, Body], creates: AuthorityRule,
    browser: Client,
) -> None:  # fmt: skip
    page = f"{WORK}organer/psu/gruppe/"
    assert 'value="working_group" selected' in browser.get(page).content.decode()
    last = today() + 30 * DAY
    sent = {
        "name": "Gruppe for vakt", "kind": "working_group", "mandate": "Foreslå en ordning",
        "valid_from": str(today()), "valid_to": str(last),
    }  # fmt: skip
    told = browser.post(page, sent).content.decode()
    assert "Choose the decision of a meeting above, or write this." in told
    assert "Foreslå en ordning" in told
    outside = {**sent, "decided_by": bodies["psu"].pk, "decided_on": str(today()),
               "decision_reference": "3/26"}  # fmt: skip
    refused = browser.post(page, outside)
    assert (refused.status_code, Body.objects.count()) == (422, 3)
    assert "ASU may decide this (5.2)" in refused.content.decode()
    item = decided(partnership, secretary, bodies["asu"], "gruppen")
    assert browser.post(page, {**sent, "decided_in": str(item.pk)}).status_code == 302
    group = Body.objects.get(name="Gruppe for vakt")
    assert (group.parent, group.decided_by, group.valid_to) == (bodies["psu"], bodies["asu"], last)
    assert Mandate.objects.get(body=group).text == "Foreslå en ordning"
    assert [one.thing for one in CarriedOut.objects.all()] == [group]
    open_page = Client().get("/hf/prove/organer/psu/").content.decode()
    assert "Gruppe for vakt" in open_page
    Case.objects.create(
        partnership=partnership, slug="vakt", title="Ny vakt", state="accepted", body=bodies["psu"],
        proposing_body=group,
    )  # fmt: skip

    assert list(asked_about(today())) == [group]
    assert list(asked_about(today() - 60 * DAY)) == []
    assert "Gruppe for vakt" in browser.get(f"{WORK}sekretariat/").content.decode()
    assert (
        "Is it over, or does it go on?"
        in browser.get(f"{WORK}organer/{group.slug}/").content.decode()
    )

    onwards = f"{WORK}organer/{group.slug}/forleng/"
    later = {"valid_to": str(last + 90 * DAY), "end_decided_on": str(today()),
             "end_reference": "4/26"}  # fmt: skip
    assert browser.post(onwards, {**later, "end_decided_by": bodies["psu"].pk}).status_code == 422
    assert (
        "Choose a later day"
        in browser.post(
            onwards, {**later, "valid_to": str(last), "end_decided_by": bodies["asu"].pk}
        ).content.decode()
    )
    assert browser.post(onwards, {**later, "end_decided_by": bodies["asu"].pk}).status_code == 302
    group.refresh_from_db()
    assert (group.valid_to, group.end_reference) == (last + 90 * DAY, "4/26")
    assert not asked_about(today()).exists()

    over = f"{WORK}register/organer/{group.pk}/avslutt/"
    ended = {"last_day": str(today()), "end_decided_by": bodies["psu"].pk}
    refused = browser.post(over, ended)
    assert "ASU may decide this (5.2)" in refused.content.decode()
    item = decided(partnership, secretary, bodies["asu"], "slutt")
    assert browser.post(over, {**ended, "decided_in": str(item.pk)}).status_code == 302
    group.refresh_from_db()
    assert (group.end_decided_by, group.valid_to) == (bodies["asu"], today())
    assert group.end_told_on == today()
    case_page = Client().get("/hf/prove/saker/slutt/").content.decode()
    assert "When it ends" in case_page or "Når det slutter" in case_page


def test_a_group_that_ends_as_it_was_told_needs_no_other_decision(
    partnership: Partnership, bodies: dict[str, Body], creates: AuthorityRule, browser: Client
) -> None:
    group = Body.objects.create(
        partnership=partnership, slug="g", name="G", parent=bodies["asu"], valid_to=today() - DAY
    )
    said = browser.post(
        f"{WORK}register/organer/{group.pk}/avslutt/", {"last_day": str(today() - DAY)}
    )
    assert said.status_code == 302
    assert not asked_about(today()).exists()


def test_a_working_committee_follows_the_offices_of_its_body(
    partnership: Partnership, secretary: Actor, bodies: dict[str, Body]
) -> None:
    given = {"decided_by": bodies["psu"], "decided_on": today(), "decision_reference": "1/26"}
    facts = {"kind": "committee", "mandate": "Forbereder møtene", "valid_from": today()}
    made = bodies_actions.set_up_group(
        by=secretary, parent=bodies["psu"], name="Arbeidsutvalget", valid_to=None,
        offices=["chair", "secretary"], decided=given, **facts,
    )  # fmt: skip
    seats = [(one.represents_office, one.represents_body, one.role) for one in made.seats.all()]
    assert seats == [
        ("chair", bodies["psu"], "member"), ("secretary", bodies["psu"], "secretary"),
    ]  # fmt: skip
    with pytest.raises(ValidationError, match="before the first day"):
        bodies_actions.set_up_group(
            by=secretary, parent=bodies["psu"], name="B", valid_to=today() - DAY, decided=given,
            **facts,
        )  # fmt: skip


def test_a_body_and_a_mandate_are_entered_by_the_decision_of_a_meeting(
    partnership: Partnership, secretary: Actor, bodies: dict[str, Body], creates: AuthorityRule,
    browser: Client,
) -> None:  # fmt: skip
    body_item = decided(partnership, secretary, bodies["asu"], "opprette")
    page = f"{WORK}register/organer/ny/"
    assert "opprette" in browser.get(page).content.decode()
    facts = {"slug": "nett", "name": "Nettverk", "kind": "network", "order": "0"}
    assert browser.post(page, facts).status_code == 422
    assert browser.post(page, {**facts, "decided_in": str(body_item.pk)}).status_code == 302
    made = Body.objects.get(slug="nett")
    assert (made.decided_by, made.decided_on) == (bodies["asu"], today())
    mandate_item = decided(partnership, secretary, bodies["asu"], "mandat")
    page = f"{WORK}register/mandater/ny/{made.pk}/"
    sent = {"text": "Gir råd", "decided_in": str(mandate_item.pk)}
    assert browser.post(page, sent).status_code == 302
    assert {type(one.thing) for one in CarriedOut.objects.all()} == {Body, Mandate}
    assert browser.post(page, {**sent, "valid_from": "2027-01-01"}).status_code == 422
