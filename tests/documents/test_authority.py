"""Who may adopt a plan and have an edition published: asked of the authority rules in force."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django_scopes import scope

from samspill.bodies.models import Body, BodySuccession
from samspill.common.actions import save
from samspill.common.models import AuditEntry, Partnership
from samspill.documents import actions
from samspill.documents.adoption import adopted_in_words
from samspill.documents.authority import Decision, require_authority
from samspill.documents.models import AuthorityRule, Document, DocumentKind, Edition
from samspill.documents.public.deciding import deciding
from samspill.plans import actions as plans
from samspill.plans.models import PlanEdition
from tests.cast import secretariat

pytestmark = [pytest.mark.django_db, pytest.mark.once]
TODAY = datetime.date(2026, 11, 30)


@pytest.fixture(scope="module")
def data(load_once: Callable[..., None]) -> None:
    load_once("nordre-trondelag", "eksempel")


@pytest.fixture
def nordre(data: None, db: None) -> Iterator[Partnership]:
    partnership = Partnership.objects.get(slug="nordre-trondelag")
    with scope(partnership=partnership):
        yield partnership


@pytest.fixture
def eksempel(nordre: Partnership) -> Iterator[Partnership]:
    partnership = Partnership.objects.get(slug="eksempel")
    with scope(partnership=partnership):
        yield partnership


def body(slug: str) -> Body:
    return Body.objects.get(slug=slug)


def refusal(
    kind: str, by: str = "", recommended_by: str = "", on: datetime.date = TODAY, matter: str = ""
) -> str:
    decision = Decision(
        on, body(by) if by else None, body(recommended_by) if recommended_by else None
    )
    try:
        require_authority(decision, [DocumentKind.objects.get(slug=kind)], matter=matter)
    except ValidationError as refused:
        return " ".join(refused.messages)
    return ""


def put_in_force(slug: str) -> None:
    """As if the proposal had been adopted, to see what it gives then."""
    Edition.objects.filter(document__slug="samarbeidsavtalen", status="in_force").update(
        valid_to=datetime.date(2026, 5, 31), status="superseded"
    )
    Edition.objects.filter(document__slug="samarbeidsavtalen", slug=slug).update(
        valid_from=datetime.date(2026, 6, 1), status="in_force"
    )


def test_a_proposal_gives_nobody_anything_yet(nordre: Partnership) -> None:
    """Punkt 5.2 er et forslag fra 2024 (samhandlingsleder-2024)."""
    proposed = AuthorityRule.objects.filter(clause__startswith="5.2")
    assert proposed.count() == 6
    assert not proposed.in_force_on(TODAY).exists()
    put_in_force("2025")
    assert proposed.in_force_on(TODAY).count() == 6
    assert not proposed.in_force_on(datetime.date(2026, 5, 1)).exists()


def test_a_guideline_is_adopted_by_each_party_and_revised_by_asu(nordre: Partnership) -> None:
    """Punkt 5.2 a og c: hva som gjøres, avgjør hvem som kan."""
    put_in_force("2025")
    assert "5.2 a" in refusal("retningslinje", "asu", matter="adopt")
    assert refusal("retningslinje", "asu", matter="revise") == ""
    assert refusal("retningslinje", matter="revise") == ""
    assert refusal("samarbeidsavtale", "psu", matter="small_changes") == ""
    assert "5.2 a" in refusal("samarbeidsavtale", "psu", matter="revise")


def test_no_page_lets_a_network_have_created_a_council(nordre: Partnership) -> None:
    """ASU avgjør det («Avklaringer (2)»); registeret, arbeidsboken og angre går samme vei."""
    by = secretariat(nordre)
    made = {"partnership": nordre, "name": "Fagråd for rus", "valid_from": TODAY}
    asu = "Administrativt samarbeidsutvalg kan vedta dette"
    for decided_by in (None, body("nettverk-kols")):
        with pytest.raises(ValidationError, match=asu):
            save(by=by, record=Body(slug="rus", decided_by=decided_by, **made))
    save(by=by, record=Body(slug="rus", decided_by=body("asu"), **made))
    before = {**made, "valid_from": datetime.date(2018, 1, 1)}
    save(by=by, record=Body(slug="eldre", **before))
    otherwise = Body(slug="hast", decided_otherwise="PSU ba om det i en krise", **made)
    save(by=by, record=otherwise)
    page = Client().get("/hf/nordre-trondelag/organer/hast/").content.decode()
    assert "PSU ba om det i en krise" in page


def test_an_edition_entered_in_the_register_is_held_against_the_rules_too(
    nordre: Partnership,
) -> None:
    by = secretariat(nordre)
    document = Document.objects.filter(kind__slug="samarbeidsrutine").first()
    entered = Edition(
        partnership=nordre, document=document, slug="ny", status="in_force", has_text=False,
        adopted_by=body("nettverk-kols"), adopted_on=TODAY, valid_from=TODAY,
    )  # fmt: skip
    Edition.objects.filter(document=document).delete()
    with pytest.raises(ValidationError, match="KOLS"):
        save(by=by, record=entered)
    entered.adopted_otherwise = "Etter fullmakt"
    save(by=by, record=entered)
    assert "Etter fullmakt" in adopted_in_words(entered)


def test_without_a_rule_a_network_adopts_no_plan_all_the_same(nordre: Partnership) -> None:
    assert "KOLS" in refusal("handlingsplan", "nettverk-kols").upper()
    assert refusal("handlingsplan", "fagrad-legesamarbeid")
    assert refusal("handlingsplan", "asu") == ""


def test_a_rule_in_force_says_who_and_on_whose_recommendation(nordre: Partnership) -> None:
    put_in_force("2025")
    assert refusal("handlingsplan", "psu", "asu") == ""
    told = (
        "Velg den som vedtok etter reglene: Politisk samarbeidsutvalg kan vedta dette etter "
        "innstilling fra Administrativt samarbeidsutvalg (Samarbeidsavtalen 5.2 b). "
        "Ble det gjort på en annen måte, skriv hvorfor."
    )
    assert refusal("handlingsplan", "asu") == refusal("handlingsplan", "psu") == told


def test_of_several_that_recommend_one_is_enough(eksempel: Partnership) -> None:
    """The rules say no more than who they are; one rule of several is enough too."""
    for slug in ("utvalg-barn-fodsel", "utvalg-pasientforlop"):
        assert refusal("retningslinje", "strategisk-utvalg", slug) == ""
    told = refusal("retningslinje", "strategisk-utvalg")
    assert " eller " in told
    assert "adopted_by" not in told


def test_a_body_that_took_over_decides_as_the_one_before(nordre: Partnership) -> None:
    put_in_force("2025")
    psu = body("psu")
    new = Body.objects.create(partnership=nordre, slug="partnerskap", name="Partnerskapsmøtet")
    BodySuccession.objects.create(partnership=nordre, body=new, predecessor=psu)
    Body.objects.filter(pk=psu.pk).update(valid_to=TODAY - datetime.timedelta(days=1))
    assert refusal("handlingsplan", "partnerskap", "asu") == ""
    assert "Partnerskapsmøtet kan vedta dette" in refusal("handlingsplan", "asu")


def test_a_plan_that_each_party_decides_needs_no_exception(nordre: Partnership) -> None:
    """What each decided is recorded nowhere yet, and the adoption says that they did."""
    by = secretariat(nordre)
    running = PlanEdition.objects.get(plan__slug="handlingsplan-2018-2021")
    draft = plans.roll(by=by, edition=running, slug="2027")
    adopt = {"by": by, "edition": draft, "name": "adopt", "adopted_on": TODAY}
    with pytest.raises(ValidationError, match="hvilket organ"):
        plans.move(**adopt)
    put_in_force("2025")
    AuthorityRule.objects.filter(slug="handlingsplan").update(decider="each_party")
    AuthorityRule.objects.get(slug="handlingsplan").recommending_bodies.clear()
    assert "hver part selv kan vedta dette" in refusal("handlingsplan", "psu")
    adopted = plans.move(**adopt, case_reference="sak 12/26 i alle")
    assert (adopted.adopted_by, adopted.adopted_on) == (None, TODAY)
    assert adopted.adopted_by_each_party
    assert adopted.case_reference == "sak 12/26 i alle"


def test_a_body_that_did_not_exist_then_decided_nothing(nordre: Partnership) -> None:
    told = refusal("handlingsplan", "fagrad-tjenesteavtale-9")
    assert body("fagrad-tjenesteavtale-9").name in told


def test_the_plan_is_adopted_by_who_may_or_with_a_reason_in_the_log(nordre: Partnership) -> None:
    by = secretariat(nordre)
    running = PlanEdition.objects.get(plan__slug="handlingsplan-2018-2021")
    draft = plans.roll(by=by, edition=running, slug="2027")
    adopt = {"by": by, "edition": draft, "name": "adopt", "adopted_on": TODAY}
    network = body("nettverk-kols")
    with pytest.raises(ValidationError):
        plans.move(**adopt, adopted_by=network)
    plans.move(**adopt, adopted_by=network, exception="Etter fullmakt i sak 4/26")
    entry = AuditEntry.objects.filter(action="adopt").get()
    assert entry.reason == "Etter fullmakt i sak 4/26"
    assert PlanEdition.objects.get(slug="2027").adopted_otherwise == entry.reason


def test_an_edition_is_published_by_who_may(eksempel: Partnership) -> None:
    by = secretariat(eksempel)
    document = Document.objects.filter(kind__slug="retningslinje").first()
    assert document is not None
    based_on = document.editions.filter(status="in_force").first()
    with_rules = AuthorityRule.objects.in_force_on(TODAY).filter(document_kinds=document.kind)
    assert [rule.slug for rule in with_rules] == ["retningslinjer"]
    draft = actions.new_edition(by=by, document=document, label="prove", based_on=based_on)
    day = datetime.date.today() + datetime.timedelta(days=4000)
    with pytest.raises(ValidationError, match="Strategisk utvalg kan vedta"):
        actions.publish(by=by, edition=draft, valid_from=day)
    published = actions.publish(
        by=by, edition=draft, valid_from=day, adopted_by=body("strategisk-utvalg"),
        recommended_by=body("utvalg-barn-fodsel"),
    )  # fmt: skip
    assert published.adopted_by == body("strategisk-utvalg")
    assert published.adopted_note == ""
    assert adopted_in_words(published) == (
        "Vedtatt av Strategisk utvalg etter innstilling fra Faglig utvalg for barn, unge og fødsel."
    )


def test_the_page_tells_what_is_proposed_apart(nordre: Partnership, client: Client) -> None:
    text = client.get("/hf/nordre-trondelag/myndighet/").content.decode()
    assert text.index("Opprette fagnettverk") < text.index("Foreslått")
    assert text.index("Foreslått") < text.index("Handlingsplan for samhandling")


def test_the_page_of_all_bodies_gives_a_rule_to_the_one_that_took_over(
    nordre: Partnership,
) -> None:
    put_in_force("2025")
    psu = body("psu")
    before = deciding(None, None, TODAY)  # type: ignore[arg-type]
    new = Body.objects.create(partnership=nordre, slug="partnerskap", name="Partnerskapsmøtet")
    BodySuccession.objects.create(partnership=nordre, body=new, predecessor=psu)
    Body.objects.filter(pk=psu.pk).update(valid_to=TODAY - datetime.timedelta(days=1))
    after = deciding(None, None, TODAY)  # type: ignore[arg-type]
    assert before[psu.pk]["decides"] != []
    assert after == {new.pk if key == psu.pk else key: said for key, said in before.items()}
