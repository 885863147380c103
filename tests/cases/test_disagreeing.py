"""Disagreement with both sides' views and its way on, and decisions that are carried out."""

from __future__ import annotations

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client

from samspill.bodies.models import Body
from samspill.cases import actions
from samspill.cases.models import AgendaItem, CarriedOut, Case, Meeting
from samspill.common.actors import Actor
from samspill.common.models import Partnership, today
from samspill.documents.models import (
    AuthorityRule,
    DisputeStep,
    Document,
    DocumentKind,
    Edition,
    Provision,
    ProvisionText,
)
from samspill.parties.models import Party, Person, Side
from tests.cast import contact_of, secretariat, sitting_in

FNR = "13097248022"


@pytest.fixture
def sides(partnership: Partnership, verdal: Party) -> list[Side]:
    found = [
        Side.objects.create(partnership=partnership, slug=slug, name=slug.title(), order=order)
        for order, slug in enumerate(("kommunene", "foretaket"))
    ]
    Party.objects.filter(pk=verdal.pk).update(side=found[0])
    return found


@pytest.fixture
def guideline(partnership: Partnership) -> Document:
    kind = DocumentKind.objects.create(
        partnership=partnership, slug="retningslinje", name="Retningslinje", role="guideline"
    )
    return Document.objects.create(
        partnership=partnership, slug="retningslinje-1", title="Utskriving", kind=kind
    )


def a_case(partnership: Partnership, **more: object) -> Case:
    return Case.objects.create(
        partnership=partnership, slug="sak", title="Vakt i Verdal", state="accepted", **more
    )


def test_a_disagreement_goes_step_by_step_to_a_board_outside(
    partnership: Partnership, secretary: Actor, verdal: Party, bodies: dict[str, Body],
    sides: list[Side], guideline: Document, browser: Client,
) -> None:  # fmt: skip
    frame = {"partnership": partnership, "document": guideline}
    for position, slug in enumerate(("asu", "psu")):
        DisputeStep.objects.create(**frame, position=position, body=bodies[slug], days=30)
    DisputeStep.objects.create(**frame, position=2, who="Nemnda", is_outside=True)
    Person.objects.create(partnership=partnership, slug="kari", name="Kari Moen")
    case = a_case(partnership, background="Kari Moen i Verdals helsetjeneste spør.")
    page = "/hf/prove/arbeid/saker/sak/uenighet/"
    sent = {"title": "Hvem som har vakt", "document": guideline.pk, f"side-{sides[0].pk}": "Dere"}
    assert browser.post(page, sent).status_code == 422
    sent[f"side-{sides[1].pk}"] = "Verdal har vakt"
    assert browser.post(page, sent)["Location"].endswith("/uenighet/uenighet-1/")
    one = case.disagreements.get()
    others = Partnership.objects.create(slug="annet", name="A", short_name="A")
    chair = sitting_in(partnership, bodies["psu"].pk, "chair")
    for who in (contact_of(verdal), chair, secretariat(others)):
        with pytest.raises(PermissionDenied):
            actions.take_on(by=who, disagreement=one)
        with pytest.raises(PermissionDenied):
            actions.settle(by=who, disagreement=one, outcome="Ja")
    assert browser.post(f"{page}uenighet-1/videre/", {}).status_code == 302
    at_asu = one.steps.get()
    assert (at_asu.body, at_asu.due_on) == (bodies["asu"], today() + datetime.timedelta(days=30))
    with pytest.raises(ValidationError, match="ASU first"):
        actions.take_on(by=secretary, disagreement=one)
    actions.take_on(by=secretary, disagreement=one, answer="Ikke enige")
    actions.take_on(by=secretary, disagreement=one, answer="Heller ikke her")
    assert [str(step) for step in one.steps.all()] == ["ASU", "PSU", "Nemnda"]
    with pytest.raises(ValidationError, match="No step is left"):
        actions.take_on(by=secretary, disagreement=one, answer="Del vakten")
    papers = browser.get(f"{page}uenighet-1/papirer/").content.decode()
    body = papers[papers.index("<main") :]
    assert "[Kommunene] har vakt" in body
    assert "Moen" not in body
    assert "Verdal" not in body.replace("Verdal kommune", "")
    open_page = Client().get("/hf/prove/saker/sak/").content.decode()
    assert "Hvem som har vakt" in open_page
    assert "Nemnda" in open_page
    actions.settle(by=secretary, disagreement=one, outcome="De deler vakten")
    assert one.steps.last().answer == "De deler vakten"  # type: ignore[union-attr]
    with pytest.raises(ValidationError, match="settled already"):
        actions.settle(by=secretary, disagreement=one, outcome="En gang til")
    Case.objects.filter(pk=case.pk).update(background=f"Pasienten {FNR}")
    refused_page = browser.get(f"{page}uenighet-1/papirer/").content.decode()
    assert "identity number" in refused_page
    assert FNR not in refused_page


def test_what_a_meeting_decided_is_published_and_nothing_else(
    partnership: Partnership, secretary: Actor, bodies: dict[str, Body], guideline: Document,
    browser: Client,
) -> None:  # fmt: skip
    """The form offers it once the minutes are approved, and writes who decided, when and where."""
    rule = AuthorityRule.objects.create(
        partnership=partnership, slug="retningslinjer", subject="Retningslinjer", matter="adopt",
        decider="body", clause="5.2 c",
    )  # fmt: skip
    rule.bodies.add(bodies["asu"])
    rule.document_kinds.add(guideline.kind)
    draft = Edition.objects.create(
        partnership=partnership, document=guideline, slug="2027", status="draft", is_public=False
    )
    provision = Provision.objects.create(partnership=partnership, document=guideline, slug="formal")
    ProvisionText.objects.create(
        partnership=partnership, edition=draft, provision=provision, position=0, depth=1, body="A"
    )
    case = a_case(partnership, authority=rule)
    meeting = Meeting.objects.create(
        partnership=partnership, slug="asu", date=today(), state="held", minutes="draft"
    )
    meeting.bodies.add(bodies["asu"])
    item = AgendaItem.objects.create(
        partnership=partnership, meeting=meeting, slug="sak", position=0, case=case
    )
    actions.treat(by=secretary, item=item, outcome="decided", decision="ASU vedtar den")
    page = "/hf/prove/arbeid/avtaler/retningslinje-1/utgaver/2027/publiser/"
    assert "Vakt i Verdal: ASU" not in browser.get(page).content.decode()
    sent = {"valid_from": str(today())}
    refused = browser.post(page, {**sent, "adopted_by": bodies["fagrad"].pk})
    assert refused.status_code == 422
    afterwards = {**sent, "adopted_on": str(today()), "adopted_note": "Sak 3/26"}
    network = browser.post(page, {**afterwards, "adopted_by": bodies["fagrad"].pk})
    assert network.status_code == 422
    assert "ASU may decide this (5.2 c)" in network.content.decode()
    for name in ("send minutes", "approve minutes"):
        actions.move_minutes(by=secretary, meeting=meeting, name=name)
    assert "Vakt i Verdal: ASU" in browser.get(page).content.decode()
    assert browser.post(page, {**sent, "decided_in": str(item.pk)}).status_code == 302
    draft.refresh_from_db()
    assert (draft.adopted_by, draft.adopted_on) == (bodies["asu"], today())
    assert [one.thing for one in CarriedOut.objects.all()] == [draft]
    assert "retningslinje-1" in Client().get("/hf/prove/saker/sak/").content.decode()
    twice = browser.post(page, {**sent, "decided_in": str(item.pk)})
    assert twice.status_code == 422
