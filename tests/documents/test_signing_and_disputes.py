"""Who signed on whose behalf, what is done when the parties disagree, and documents of no title."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.test import Client
from django_scopes import scope

from samspill.common.models import Partnership
from samspill.documents.models import Document, DocumentParty
from samspill.exchange.loading import check
from samspill.parties.models import Assignment, Party
from samspill.portal.models import SearchEntry
from tests.documents.folder import PARTNERSHIP, document, edition, loaded
from tests.exchange.test_round_trip import assert_round_trip
from tests.factories.folders import write
from tests.secretariat import signed_in

PARTIES = """parties:
  - {id: stor, kind: municipality, name: Storvik, side: kommunene, participation: [{}]}
  - {id: liten, kind: municipality, name: Litlevik, side: kommunene, participation: [{}]}
  - {id: oy, kind: municipality, name: Havøya, side: kommunene, participation: [{}]}
"""
BEFORE = "{status: in_force, from: 2012-01-01}"
BINDS = """parties:
  - {party: liten, signed_on: 2020-12-17, signed_by: [stor, oy], signatory: Ordførerne}
  - {party: oy, signed_on: 2020-12-17}
disputes:
  - {body: utvalg, days: 14, text: Saken drøftes først her.}
  - {who: Kommunedirektørene og direktøren, days: 1}
  - {who: Nasjonal tvisteløsningsnemnd, outside: true}
"""
FILES = {
    "parties.yaml": PARTIES,
    "bodies/utvalg.yaml": "id: utvalg\nname: Samarbeidsutvalget\ntier: faglig\n",
    **document("avtale", "avtale", BINDS),
    **edition("avtale", "2021"),
    "documents/gammel/document.yaml": "id: gammel\nkind: tjenesteavtale\n",
    **edition("gammel", "2012"),
    "documents/rutine/document.yaml": "id: rutine\nkind: rutine\n",
    **edition("rutine", "2012"),
    "documents/nummer/document.yaml": 'id: nummer\nkind: tjenesteavtale\nnumber: "3"\n',
    **edition("nummer", "2012"),
}


@pytest.fixture
def nord(tmp_path: Path) -> Partnership:
    return loaded(tmp_path, FILES)


def shown(path: str) -> str:
    response = Client().get(f"/hf/nord{path}")
    assert response.status_code == 200
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


@pytest.mark.django_db
def test_a_party_tells_who_signed_on_its_behalf_and_in_which_role(nord: Partnership) -> None:
    signed = "signert av Havøya, Storvik på vegne av parten, Ordførerne"
    assert f"Litlevik 17. desember 2020 {signed}" in shown("/avtaler/avtale/")
    assert f"17. desember 2020 {signed}" in shown("/kommuner/liten/")
    assert "vegne" not in shown("/kommuner/oy/")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("date", "party", "said"),
    [
        ("2019-12-31", "stor", "Ikke signert da"),
        ("2020-06-01", "stor", "Signert i 2020; ikke kjent om det var signert da"),
        ("2020-12-31", "stor", " 2020 "),
        ("2020-10-31", "liten", "Ikke signert da"),
        ("2020-11-15", "liten", "Signert i november 2020; ikke kjent om det var signert da"),
        ("2020-11-30", "liten", "november 2020 signert av Storvik"),
    ],
)
def test_who_signed_in_a_year_had_signed_not_signed_or_nobody_knows(
    tmp_path: Path, date: str, party: str, said: str
) -> None:
    binds = (
        "parties:\n  - {party: stor, signed_on: 2020}\n"
        "  - {party: liten, signed_on: 2020-11, signed_by: [stor]}\n"
    )
    others = {name: text for name, text in FILES.items() if "/avtale/" not in name}
    files = {**others, **document("avtale", "avtale", binds), **edition("avtale", "2012", BEFORE)}
    with scope(partnership=loaded(tmp_path, files)):
        days = DocumentParty.objects.values_list("party__slug", "signed_on", "signed_in")
        assert set(days) == {("stor", None, "2020"), ("liten", None, "2020-11")}
    bound = shown(f"/kommuner/{party}/?dato={date}").partition("tatt på seg")[2]
    assert said in bound
    assert ("signert av" in bound) is (party == "liten" and date > "2020-11")
    assert_round_trip(tmp_path)


@pytest.mark.django_db
def test_those_that_are_bound_are_read_with_their_signers_at_once(
    nord: Partnership, django_assert_num_queries
) -> None:
    with scope(partnership=nord), django_assert_num_queries(1):
        found = {
            one.party.slug: one.signers
            for one in DocumentParty.objects.with_signers().select_related("party")
        }  # type: ignore[attr-defined]
    assert found == {"liten": "Havøya, Storvik", "oy": ""}


@pytest.mark.django_db
def test_the_steps_of_a_dispute_stand_in_their_order(nord: Partnership) -> None:
    page = shown("/avtaler/avtale/").partition("Når partene er uenige")[2]
    assert page.startswith(
        " Samarbeidsutvalget innen 14 dager Saken drøftes først her."
        " Kommunedirektørene og direktøren innen 1 dag"
        " Nasjonal tvisteløsningsnemnd (utenfor helsefellesskapet)"
    )
    assert "Når partene er uenige" not in shown("/avtaler/gammel/")


@pytest.mark.django_db
def test_a_document_of_no_title_is_called_what_it_is(nord: Partnership) -> None:
    with scope(partnership=nord):
        labels = {one.slug: one.label for one in Document.objects.select_related("kind")}
        found = dict(SearchEntry.objects.filter(kind="document").values_list("key", "title"))
    assert labels["gammel"] == "Tjenesteavtale uten tittel"
    assert labels["nummer"] == "Tjenesteavtale 3"
    assert {"Tjenesteavtale", "Tjenesteavtale 3"} <= set(found.values())
    assert "Tjenesteavtale uten tittel" in shown("/avtaler/gammel/")
    assert "Rutine uten tittel" in shown("/rutiner/")
    assert "Rutine uten tittel" in shown("/")
    for path in ("/", "/avtaler/", "/rutiner/", "/avtaler/nummer/"):
        shown(path)


@pytest.mark.parametrize(
    ("step", "told"),
    [
        ("{text: Ingen}", "give either body, or who in words"),
        ("{body: utvalg, who: Noen}", "give either body, or who in words"),
        ("{body: utvalg, outside: true}", "a body of the helsefellesskap is not outside it"),
        ("{body: utvlag}", "body «utvlag» is no body here – did you mean «utvalg»?"),
    ],
)
def test_a_step_that_nobody_takes_is_told(tmp_path: Path, step: str, told: str) -> None:
    files = {**FILES, "partnership.yaml": PARTNERSHIP}
    files |= document("avtale", "avtale", f"disputes: [{step}]\n")
    (fault,) = check(write(tmp_path, files))[2].all
    assert told in str(fault)


@pytest.mark.django_db
def test_signing_and_disputes_survive_the_round_trip(tmp_path: Path) -> None:
    assert_round_trip(write(tmp_path, {"partnership.yaml": PARTNERSHIP, **FILES}))


@pytest.mark.django_db
def test_what_binds_us_is_signed_only_where_a_signature_is_entered(
    tmp_path: Path, client: Client
) -> None:
    unsigned = document("felles", more="parties: [{party: oy}]\n")
    nord = loaded(tmp_path, {**FILES, **unsigned, **edition("felles", "2021")})
    with scope(partnership=nord):
        party = Party.objects.get(slug="oy")
        kind = Assignment.Kind.CONTACT
        client.force_login(signed_in(nord, "ola@example.no", kind, party))
    page = client.get("/hf/nord/arbeid/parter/oy/").content.decode()
    words = " ".join(re.sub(r"<[^>]+>", " ", page).split())
    ours = words.partition("Det vi er bundet av")[2]
    assert "Samarbeidsavtale, signert 17. desember 2020" in ours
    assert "Tittel felles Retningslinje" in ours
    assert "Det vi har signert" not in words
    assert words.count("signert") == 1
