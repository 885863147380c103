"""What is given to eInnsyn and to an archive, held against their schemas."""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.utils import translation

from samspill.archive import commands
from samspill.archive.messages import statutes_of
from samspill.archive.publishing import publish, publish_lone
from samspill.archive.server import InnsynServer, NotAnswered
from samspill.bodies.models import Body
from samspill.cases.models import AgendaItem, Case, CaseNumber, Meeting, Proposal
from samspill.common.models import Partnership
from tests.archive.fake import KEY, einnsyn
from tests.archive.schemas import require_message, standards

SECRET = "Kvikksolvsaken"
PART = f"Åpent vedtak.\n\n::: unntatt offl. § 13\n{SECRET}\n:::"
XSI = "{http://www.w3.org/2001/XMLSchema-instance}type"
FIKS = "https://ks-no.github.io/standarder/fiks-protokoll/fiks-arkiv"
NS = {"o": f"{FIKS}/arkivmelding/opprett/v1", "k": f"{FIKS}/metadatakatalog/v1"}


@pytest.fixture(autouse=True)
def norwegian(partnership: Partnership) -> Iterator[None]:
    with translation.override("nb"):
        yield


@pytest.fixture
def meeting(partnership: Partnership) -> Meeting:
    """Decided by consensus, recommended by votes, exempt as a whole, and an item without a case."""
    frame = {"partnership": partnership}
    body = Body.objects.create(**frame, slug="psu", name="Politisk utvalg", short_name="PSU")
    made = Meeting.objects.create(
        **frame, slug="mote", date=datetime.date(2026, 3, 1), state="held", place="Levanger",
        starts=datetime.time(9),
    )  # fmt: skip
    made.bodies.add(body)
    told = {
        "enige": {"outcome": "decided", "decision": PART, "mode": "consensus"},
        "stemt": {"outcome": "recommended", "decision": "ja", "mode": "votes", "votes_for": 7,
                  "votes_against": 2},
        "unntatt": {"outcome": "decided", "decision": SECRET},
    }  # fmt: skip
    for place, (slug, came) in enumerate(told.items()):
        exempt = slug == "unntatt"
        case = Case.objects.create(
            **frame, slug=slug, title=SECRET if exempt else f"Sak {slug}", year=2026,
            state="accepted", type="decision", question="Hva?", proposal="Slik", body=body,
            is_public=not exempt, exempt_statute="offl. § 14" if exempt else "",
        )  # fmt: skip
        CaseNumber.objects.create(
            **frame,
            case=case,
            body=body,
            year=2026,
            number=place + 5,
            written=f"PSU {place + 5}/26",
        )
        AgendaItem.objects.create(
            **frame, meeting=made, slug=slug, position=place, case=case, **came
        )
    AgendaItem.objects.create(**frame, meeting=made, slug="eventuelt", position=9, title="Annet")
    Case.objects.create(**frame, slug="alene", title="Alene", year=2026, state="accepted")
    Meeting.objects.filter(pk=made.pk).update(minutes="approved", approved_on=made.date)
    return Meeting.objects.select_related("partnership").get(pk=made.pk)


def test_a_meeting_is_published_and_published_again_without_doubling(meeting: Meeting) -> None:
    standards()
    with einnsyn() as (kept, address):
        server = InnsynServer(address, KEY)
        first = publish(server, "arkivdel-1", meeting) + publish_lone(server)
        assert kept.wrong == []
        assert "POST /arkivdel/arkivdel-1/moetemappe" in kept.asked
        assert len(kept.of("moetesak")) == 4  # three on the agenda, and one on its way
        assert len(kept.of("moetedokument")) == 3
        assert SECRET not in json.dumps(list(kept.kept.values()))
        (decision,) = kept.of("vedtak")
        assert "votering" not in decision
        assert "Unntatt offentlighet, offl. § 13" in decision["vedtakstekst"]["tekstInnhold"]
        assert decision["behandlingsprotokoll"]["tekstInnhold"] == "Ved enighet."
        (advice,) = [one for one in kept.of("moetesak") if "innstilling" in one]
        assert (advice["moetesaksaar"], advice["moetesakssekvensnummer"]) == (2026, 6)
        kept.asked.clear()
        again = publish(server, "arkivdel-1", meeting) + publish_lone(server)
        assert again == {"same": first["made"]}
        assert {one.split()[0] for one in kept.asked} == {"GET"}
        told = decision["vedtakstekst"]["tekstInnhold"]
        decision["vedtakstekst"]["tekstInnhold"] = "Som det sto før"
        kept.of("moetemappe")[0]["moetested"] = "Verdal"
        Case.objects.filter(slug="stemt").update(is_public=False, exempt_statute="offl. § 13")
        changed = publish(server, "arkivdel-1", meeting)
        assert (changed["changed"], changed["removed"], changed["made"]) == (2, 1, 0)
        assert decision["vedtakstekst"]["tekstInnhold"] == told
        assert kept.of("moetemappe")[0]["moetested"] == "Levanger"
        assert kept.wrong == []
        with pytest.raises(NotAnswered, match="401"):
            publish(InnsynServer(address, "feil"), "arkivdel-1", meeting)


def test_the_key_goes_to_no_address_that_others_can_read_or_send_on() -> None:
    for address in ("http://einnsyn.example", "ftp://localhost", "einnsyn.example"):
        with pytest.raises(ValueError, match="https"):
            InnsynServer(address, KEY)
    assert KEY not in repr(InnsynServer("https://einnsyn.example", KEY))
    with pytest.raises(NotAnswered):
        InnsynServer("http://127.0.0.1:1", KEY).get("/moetemappe/x")


def test_the_command_publishes_what_is_open(meeting: Meeting) -> None:
    standards()
    with einnsyn() as (kept, address):
        given = ["prove", "--address", address, "--arkivdel", "a", "--key", KEY]
        told = CliRunner().invoke(commands.einnsyn, given)
        assert (told.exit_code, kept.wrong) == (0, [])
        assert "made" in told.output
        assert CliRunner().invoke(commands.einnsyn, ["finnes-ikke", *given[1:]]).exit_code == 2


def test_an_archive_gets_all_of_it_with_what_is_exempt_marked(
    meeting: Meeting, tmp_path: Path
) -> None:
    standards()
    told = CliRunner().invoke(commands.archive, ["prove", str(tmp_path)])
    assert told.exit_code == 0, told.output
    paths = sorted(tmp_path.glob("mote/*/arkivmelding.xml"))
    assert len(paths) == 3 + 4
    roots = [require_message(path.read_bytes()) for path in paths]
    folders = [root.findall("o:mappe", NS) for root in roots]
    assert [len(one) for one in folders] == [1, 0, 0, 0, 0, 0, 0]
    assert folders[0][0].get(XSI) == "moetemappe"
    kinds = [root.find("o:registrering", NS).get(XSI) for root in roots]
    assert kinds == ["moetedokument"] * 3 + ["moetesak"] * 4
    for path, root in zip(paths, roots, strict=True):
        files = root.findall(".//o:dokumentobjekt", NS)
        assert root.findtext("o:antallFiler", "", NS) == str(len(files))
        assert len([*path.parent.iterdir()]) == len(files) + 1
        for one in files:
            content = (path.parent / one.findtext("o:referanseDokumentfil", "", NS)).read_bytes()
            assert one.findtext("o:sjekksum", "", NS) == hashlib.sha256(content).hexdigest()
            assert one.findtext("o:filstoerrelse", "", NS) == str(len(content))
    # The whole, and what anyone may read.
    variants = [one.text for one in roots[2].findall(".//o:variantformat/k:kode", NS)]
    assert variants == ["A", "O"]
    cases = {root.findtext(".//o:registrering/o:tittel", "", NS): root for root in roots[3:]}
    assert {
        title: root.findtext(".//o:skjermingshjemmel", "", NS) for title, root in cases.items()
    } == {"Sak enige": "offl. § 13", "Sak stemt": "", SECRET: "offl. § 14", "Annet": ""}
    hidden = cases[SECRET]
    assert hidden.find(".//o:offentligTittel", NS) is None
    assert all(root.find(".//o:votering", NS) is None for root in roots)
    assert "Ved enighet." in cases["Sak enige"].findtext(
        ".//o:behandlingsprotokoll/k:tekstInnhold", "", NS
    )


def test_a_proposal_that_is_exempt_makes_an_item_exempt_in_part(partnership: Partnership) -> None:
    frame = {"partnership": partnership, "slug": "ny"}
    draft = Meeting.objects.create(**frame, date=datetime.date(2026, 3, 1))
    item = AgendaItem.objects.create(**frame, meeting=draft, title="Ny", position=0)
    assert statutes_of(item) == ()
    Proposal.objects.create(**frame, item=item, position=0, text=PART)
    assert statutes_of(item) == ("offl. § 13",)
