"""What was reported follows a helsefellesskap out of one installation and into another."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django_scopes import scope, scopes_disabled
from psycopg.sql import SQL, Identifier

from samspill.bodies.models import Body
from samspill.commitments import actions as ledger
from samspill.commitments.actions import Owes
from samspill.commitments.due import Due
from samspill.commitments.models import Commitment, LegendStatus, Owner, StatusReport
from samspill.commitments.recurring import Interval, rule_of
from samspill.common.actors import Actor, Held, program
from samspill.common.models import Partnership, today
from samspill.common.open_format.faults import Faults
from samspill.exchange import lines
from samspill.exchange.export import export
from samspill.exchange.loading import FolderRefused, LoadFailed, check, load
from samspill.exchange.records import Records
from samspill.in_use.actions import ask
from samspill.in_use.routines import routines_on
from samspill.parties.models import Party
from samspill.plans import actions, rounds
from samspill.plans.models import PlanEdition, ReportingRound, RoundOwner
from tests.factories.folders import ROOT

pytestmark = pytest.mark.django_db
SLUG = "eksempel"


@pytest.fixture
def lived(db: None) -> Iterator[Partnership]:
    """A helsefellesskap with a closed round, an open one, one measure done and one given away."""
    load(ROOT / "data" / SLUG, by="test")
    made = Partnership.objects.get(slug=SLUG)
    with scope(partnership=made):
        by = Actor("Siri", partnership=made.pk, roles=(Held("secretariat"),))
        edition = PlanEdition.objects.get(state="running")
        first, second, third = Commitment.objects.of_process("measure").open().order_by("pk")[:3]
        spring = _round(by, edition, "Våren")
        full = LegendStatus.objects.get(legend__slug="maloppnaelse", slug="full")
        done = LegendStatus.objects.get(legend__slug="arbeid", slug="done")
        said = {"result": full, "work": done, "done": "Ferdig.\nAlt.", "link": "https://x.no/a"}
        actions.answer(by=by, round=spring, commitment=first, said=said)
        actions.answer(by=by, round=spring, commitment=second, said={"effect": "Færre fall"})
        actions.close_round(by=by, round=spring)
        others = [Owes(party=Party.objects.order_by("pk")[0]), Owes(body=Body.objects.all()[0])]
        ledger.change_owners(by=by, commitment=third, owners=others)
        ledger.report(by=by, commitment=third, done="Utenfor runden")
        _round(by, edition, "Høsten")
        yield made


def _round(by: Actor, edition: PlanEdition, title: str) -> ReportingRound:
    due = today() + datetime.timedelta(days=9)
    return actions.open_round(by=by, edition=edition, title=title, due_on=due)


def told(partnership: Partnership, process: str = "measure") -> dict[str, Any]:
    """All that the ledger and the rounds say, by names that any installation has."""
    with scope(partnership=partnership):
        commitments = Commitment.objects.of_process(process).with_owners().order_by("pk")
        names = {
            one.pk: (one.title, *sorted(str(owner) for owner in one.owners.all()))
            for one in commitments
        }
        occasions = rounds.occasions(StatusReport.objects.all())
        return {
            "owed": sorted(
                (names[one.pk], one.state, one.closed_as, one.closed_on, one.reported_on,
                 str(one.result or ""), str(one.work or ""))
                for one in commitments
            ),
            "reports": [
                (names[one.commitment_id], one.at, one.role, one.result and one.result.slug,
                 one.work and one.work.slug, one.done, one.effect, one.link, occasions.get(one.pk))
                for one in StatusReport.objects.filter(commitment__process=process).order_by("pk")
            ],
            "rounds": [
                (one.slug, one.title, one.opened_at, one.due_on, one.closed_at,
                 sorted(names.get(asked.pk, "") for asked in one.asked.all()),
                 sorted((a.owner, a.total, a.answered) for a in rounds.asked_in(one, today())))
                for one in ReportingRound.objects.order_by("pk")
            ],
            "asked": sorted(str(one) for one in Owner.objects.filter(
                commitment__process="plan-round", is_open=True).select_related("party", "body")),
            "kept": RoundOwner.objects.count(),
        }  # fmt: skip


def written(tmp_path: Path) -> Path:
    folder = tmp_path / "ut"
    export(SLUG, folder)
    return folder


def emptied() -> None:
    """Takes the helsefellesskap away, as where it has never been."""
    with scopes_disabled(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("""
            SELECT table_name FROM information_schema.columns
              JOIN information_schema.tables USING (table_schema, table_name)
             WHERE column_name = 'partnership_id' AND table_schema = current_schema()
               AND table_type = 'BASE TABLE'""")
        for (table,) in cursor.fetchall():
            cursor.execute(SQL("DELETE FROM {}").format(Identifier(table)))
        cursor.execute("DELETE FROM plans_reportinground_asked")
        cursor.execute("DELETE FROM common_partnership")
        cursor.execute("SET LOCAL session_replication_role = origin")


def test_all_that_was_reported_comes_along(lived: Partnership, tmp_path: Path) -> None:
    before = told(lived)
    assert (len(before["reports"]), len(before["rounds"]), before["kept"] > 5) == (3, 2, True)
    folder = written(tmp_path)
    emptied()
    assert not Partnership.objects.exists()
    outcome, _faults = load(folder, by="test")
    assert outcome.reports == 3
    assert told(Partnership.objects.get(slug=SLUG)) == before


def test_a_legend_of_its_own_comes_along(lived: Partnership, tmp_path: Path) -> None:
    with scope(partnership=lived):
        partly = LegendStatus.objects.get(legend__slug="maloppnaelse", slug="partly")
        frame = {"partnership": lived, "legend": partly.legend, "scale": "partly"}
        mostly = LegendStatus.objects.create(**frame, slug="mostly", label="Nesten", order=9)
        commitment = Commitment.objects.of_process("measure").open().order_by("pk")[0]
        by = Actor("Siri", partnership=lived.pk, roles=(Held("secretariat"),))
        ledger.report(by=by, commitment=commitment, result=mostly)
    before, folder = told(lived), written(tmp_path)
    emptied()
    load(folder, by="test")
    assert told(Partnership.objects.get(slug=SLUG)) == before
    assert "mostly" in {result for _name, _at, _role, result, *_more in before["reports"]}


def test_routines_in_use_come_along(lived: Partnership, tmp_path: Path) -> None:
    by = Actor("Siri", partnership=lived.pk, roles=(Held("secretariat"),))
    with scope(partnership=lived):
        routine = routines_on(today())[0].edition
        asked = ask(by=by, partnership=lived, edition=routine, date=today())
        done, *others = Commitment.objects.of_process("confirm-in-use").order_by("pk")
        used = LegendStatus.objects.get(legend__slug="i-bruk", slug="in_use")
        ledger.report(by=by, commitment=done, result=used, done="I bruk fra i dag")
    before, folder = told(lived, "confirm-in-use"), written(tmp_path)
    assert len(before["owed"]) == asked == len(others) + 1 > 2
    emptied()
    load(folder, by="test")
    again = Partnership.objects.get(slug=SLUG)
    assert told(again, "confirm-in-use") == before
    assert load(folder, by="test")[0].reports == 0
    assert told(again, "confirm-in-use") == before
    with scope(partnership=again):
        due = Commitment.objects.of_process("confirm-in-use").values_list("due_on", flat=True)
        assert set(due) == {others[0].due_on}


def test_another_due_date_than_the_plans_comes_along(lived: Partnership, tmp_path: Path) -> None:
    by = Actor("Siri", partnership=lived.pk, roles=(Held("secretariat"),))
    date = today() + datetime.timedelta(days=40)
    rule = rule_of(Interval.QUARTER, date)
    with scope(partnership=lived):
        dated, recurring, *_rest = Commitment.objects.of_process("measure").open().order_by("-pk")
        ledger.move(by=by, commitment=dated, due=Due.date(date), reason="Avtalt")
        ledger.move(by=by, commitment=recurring, due=Due.every(rule, date))
        ledger.report(by=by, commitment=recurring, done="Første gang")
    before, folder = dues(lived), written(tmp_path)
    emptied()
    load(folder, by="test")
    again = Partnership.objects.get(slug=SLUG)
    assert dues(again) == before
    assert {date, recurring.due_on} < {on for _title, _kind, on, _rule in before}
    assert rule in {rule for _title, _kind, _on, rule in before}
    with scope(partnership=again):
        moved = Commitment.objects.get(title=dated.title, opened_for=dated.opened_for)
        ledger.move(by=program("test"), commitment=moved, due=Due.continuous())
    load(folder, by="test")
    with scope(partnership=again):
        moved.refresh_from_db()
    assert moved.due_kind == "continuous"


def dues(partnership: Partnership) -> list[Any]:
    with scope(partnership=partnership):
        rows = Commitment.objects.of_process("measure").order_by("title", "due_on", "recurrence")
        return list(rows.values_list("title", "due_kind", "due_on", "recurrence"))


def test_a_legend_stays_where_the_folder_names_none(lived: Partnership) -> None:
    legends = {str(one) for one in LegendStatus.objects.all()}
    load(ROOT / "data" / SLUG, by="test", prune=True)
    with scope(partnership=lived):
        assert {str(one) for one in LegendStatus.objects.all()} == legends != set()


def test_loaded_again_it_changes_nothing(lived: Partnership, tmp_path: Path) -> None:
    before, folder = told(lived), written(tmp_path)
    outcome, _faults = load(folder, by="test")
    assert outcome.reports == 0
    assert told(lived) == before


def test_what_was_reported_here_since_stays(lived: Partnership, tmp_path: Path) -> None:
    folder = written(tmp_path)
    by = Actor("Siri", partnership=lived.pk, roles=(Held("secretariat"),))
    third = StatusReport.objects.get(done="Utenfor runden").commitment
    ledger.report(by=by, commitment=third, done="Nytt her")
    load(folder, by="test")
    assert [one.done for one in third.reports.order_by("pk")] == ["Utenfor runden", "Nytt her"]


def beside(lived: Partnership) -> StatusReport:
    """A report on what the open round asks about, made on the measure itself."""
    by = Actor("Siri", partnership=lived.pk, roles=(Held("secretariat"),))
    autumn = ReportingRound.objects.get(title="Høsten")
    return ledger.report(by=by, commitment=autumn.asked.order_by("pk")[0], done="Ved siden av")


def test_a_report_beside_the_round_comes_along_in_it(lived: Partnership, tmp_path: Path) -> None:
    beside(lived)
    before, folder = told(lived), written(tmp_path)
    assert [line["round"] for line in lines_of(folder) if line.get("done") == "Ved siden av"] == [
        "hosten"
    ]
    emptied()
    load(folder, by="test")
    assert told(Partnership.objects.get(slug=SLUG)) == before


def test_an_older_file_tells_it_by_the_time_alone(lived: Partnership, tmp_path: Path) -> None:
    beside(lived)
    before, folder = told(lived), written(tmp_path)
    lines = lines_of(folder)
    for line in lines:
        if line.get("done") in {"Ved siden av", "Utenfor runden"}:
            line.pop("round", None)
    rewritten(folder, lines)
    emptied()
    load(folder, by="test")
    assert told(Partnership.objects.get(slug=SLUG)) == before


def test_a_round_that_is_open_here_takes_the_reports_of_it(
    lived: Partnership, tmp_path: Path
) -> None:
    first, folder = written(tmp_path), tmp_path / "senere"
    beside(lived)
    export(SLUG, folder)
    later = told(lived)
    emptied()
    load(first, by="test")
    plan, _faults = load(folder, by="test")
    assert plan.reports == 1
    assert told(Partnership.objects.get(slug=SLUG)) == later


def test_what_comes_of_a_round_that_is_closed_here_is_left_out(
    lived: Partnership, tmp_path: Path
) -> None:
    first, folder = written(tmp_path), tmp_path / "senere"
    beside(lived)
    export(SLUG, folder)
    emptied()
    load(first, by="test")
    here = Partnership.objects.get(slug=SLUG)
    with scope(partnership=here):
        actions.close_round(by=program("test"), round=ReportingRound.objects.get(title="Høsten"))
    before = told(here)
    plan, _faults = load(folder, by="test")
    assert plan.reports == 0
    assert told(here) == before


def lines_of(folder: Path) -> list[dict[str, Any]]:
    text = (folder / "reports.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def rewritten(folder: Path, lines: list[dict[str, Any]]) -> None:
    text = "".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in lines)
    (folder / "reports.jsonl").write_text(text, encoding="utf-8")


def test_whom_it_was_opened_for_comes_along_however_many(
    lived: Partnership, tmp_path: Path
) -> None:
    """More owners than a key has room for, after which others took it over."""
    by = Actor("Siri", partnership=lived.pk, roles=(Held("secretariat"),))
    with scope(partnership=lived):
        edition = routines_on(today())[0].edition
        parties = [
            Party.objects.create(partnership=lived, slug=f"p{n}", name=f"P {n}", kind="clinic")
            for n in range(60)
        ]
        owners = [Owes(party=one) for one in parties]
        wanted = ledger.Wanted("confirm-in-use", edition, "Alle", owners)
        asked = ledger.open_commitment(by=by, partnership=lived, wanted=wanted)
        ledger.change_owners(by=by, commitment=asked, owners=owners[:1])
    folder = written(tmp_path)
    (line,) = (one for one in lines_of(folder) if one.get("document"))
    assert [one["party"] for one in line["opened_for"]] == [one.slug for one in parties]
    assert line["owners"] == [{"party": "p0"}]
    emptied()
    load(folder, by="test")
    with scope(partnership=Partnership.objects.get(slug=SLUG)):
        again = Commitment.objects.of_process("confirm-in-use").get()
        assert again.former_owners.count() == 60
        assert str(again.owners.get()) == "P 0"


def test_no_name_of_a_person_is_written(lived: Partnership, tmp_path: Path) -> None:
    text = (written(tmp_path) / "reports.jsonl").read_text(encoding="utf-8")
    assert "Siri" not in text
    assert {json.loads(line)["kind"] for line in text.splitlines()} == {"owed", "round", "report"}


def test_where_nothing_is_reported_there_is_no_file(db: None, tmp_path: Path) -> None:
    load(ROOT / "data" / SLUG, by="test")
    assert not (written(tmp_path) / "reports.jsonl").exists()


@pytest.mark.parametrize(
    ("change", "told_of"),
    [
        ({"measure": "9.9.9"}, "measure «handlingsplan-2025-2028/2025/9.9.9» is not in the folder"),
        ({"opened_for": [{"party": "bruvog"}]}, "did you mean «bruvag»"),
        ({"opened_for": [{"party": "bruvag", "body": "x"}]}, "give party, or body"),
        ({"document": "avtale"}, "name a measure by plan, edition, measure, or a routine"),
        ({"at": "2026-01-01T12:00:00"}, "at cannot be read"),
        ({"kind": "rapport"}, "reports.jsonl:"),
        ({"color": "red"}, "color cannot be read"),
        ({"link": "javascript:alert(1)"}, "link cannot be read"),
        ({"done": "x" * 20_001}, "done cannot be read"),
    ],
)
def test_a_line_that_is_wrong_is_told_with_its_place(
    lived: Partnership, tmp_path: Path, change: dict[str, Any], told_of: str
) -> None:
    folder, before = written(tmp_path), told(lived)
    file = folder / "reports.jsonl"
    lines = file.read_text(encoding="utf-8").splitlines()
    lines[-1] = json.dumps(json.loads(lines[-1]) | change)
    file.write_text("\n".join(lines), encoding="utf-8")
    _folder, _records, faults = check(folder)
    (only,) = faults.errors
    assert told_of in str(only)
    assert str(only).startswith(f"reports.jsonl:{len(lines)}: ")
    with pytest.raises(FolderRefused):
        load(folder, by="test")
    assert told(lived) == before


def test_lines_out_of_order_are_told(lived: Partnership, tmp_path: Path) -> None:
    folder = written(tmp_path)
    file = folder / "reports.jsonl"
    lines = file.read_text(encoding="utf-8").splitlines()
    file.write_text("\n".join([lines[-1], *lines[:-1]]), encoding="utf-8")
    told_of = [str(fault) for fault in check(folder)[2].errors]
    assert told_of[0].startswith(
        "reports.jsonl:2: error: a line of kind owed stands after one of kind"
    )
    assert "owed first, then round, then report" in told_of[0]


def test_a_status_that_no_legend_has_is_refused_and_nothing_is_loaded(
    lived: Partnership, tmp_path: Path
) -> None:
    folder = written(tmp_path)
    emptied()
    file = folder / "reports.jsonl"
    file.write_text(
        file.read_text(encoding="utf-8").replace("maloppnaelse/full", "maloppnaelse/ful")
    )
    with pytest.raises(LoadFailed, match=r"reports.jsonl:\d+: no legend here .*did you mean"):
        load(folder, by="test")
    assert not Partnership.objects.exists()


@pytest.mark.parametrize(
    ("content", "told_of", "count"),
    [
        (b'{"kind": "' + b"x" * 1_000_001 + b'"}\n{', "the line is too long", 1),
        (b"{\n" * 5_000, "so much is wrong that the rest is not read", 101),
        (b"\xff\n" * 5_000, "so much is wrong that the rest is not read", 101),
        (b"\n" * 1_000_001, "more than 1,000,000 lines", 1),
    ],
)
def test_a_file_of_reports_is_read_as_far_as_is_reasonable(
    tmp_path: Path, content: bytes, told_of: str, count: int
) -> None:
    (tmp_path / "reports.jsonl").write_bytes(content)
    faults = Faults()
    lines.check(tmp_path, Records(), faults)
    assert len(faults.errors) == count
    assert told_of in str(faults.errors[-1])
