"""Load, load again, export, load elsewhere: the same helsefellesskap every time."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import connection, transaction
from django_scopes import scopes_disabled
from hypothesis import HealthCheck, assume, given, settings

from samspill.common.house import ours
from samspill.common.models import Partnership
from samspill.exchange.comparing import Act
from samspill.exchange.export import FolderNotEmpty, export
from samspill.exchange.loading import LoadFailed, check, load
from samspill.exchange.snapshot import snapshot
from tests.factories.everything import everything, in_part
from tests.factories.folders import ROOT, example, partnerships, write
from tests.unseen.folders import SLUGS, handed_over

pytestmark = pytest.mark.django_db
SETS = sorted(path.parent.name for path in (ROOT / "data").glob("*/partnership.yaml"))


class _Undo(Exception):
    pass


@contextmanager
def emptied_afterwards() -> Iterator[None]:
    """Runs a block and takes back all that it wrote."""
    try:
        with transaction.atomic():
            yield
            raise _Undo
    except _Undo:
        pass


def values(slug: str) -> dict[str, dict[str, dict[str, object]]]:
    """Everything the database holds about a helsefellesskap, without row ids."""
    with scopes_disabled():
        partnership = Partnership.objects.get(slug=slug)
        found = snapshot(partnership).records.by_kind
        frame = {"": {n: getattr(partnership, n) for n in ("name", "about", "language", "hosts")}}
    kinds = {kind: {r.key: r.values for r in records.values()} for kind, records in found.items()}
    return {**kinds, "partnership": frame}


def assert_round_trip(folder: Path) -> None:
    outcome, _ = load(folder, by="test")
    loaded = values(outcome.partnership)
    again, _ = load(folder, by="test")
    assert again.changes_nothing
    assert again.counts == {}
    with tempfile.TemporaryDirectory() as place:
        export(outcome.partnership, Path(place) / "ut")
        unchanged, _ = load(Path(place) / "ut", by="test")
        assert unchanged.changes_nothing
        elsewhere = Path(place) / "ut" / "partnership.yaml"
        renamed = elsewhere.read_text(encoding="utf-8").replace(
            f"slug: {outcome.partnership}\n", "slug: et-annet-sted\n"
        )
        elsewhere.write_text(renamed, encoding="utf-8")
        load(Path(place) / "ut", by="test")
    assert values("et-annet-sted") == loaded


@pytest.mark.parametrize("name", SETS)
def test_our_data_sets_survive_the_round_trip(name: str) -> None:
    assert_round_trip(ROOT / "data" / name)


@pytest.mark.parametrize("slug", SLUGS)
def test_what_nobody_has_seen_survives_the_round_trip(slug: str, tmp_path: Path) -> None:
    assert_round_trip(handed_over(tmp_path) / slug)


def test_the_example_of_the_documentation_survives_the_round_trip(tmp_path: Path) -> None:
    assert_round_trip(write(tmp_path, example()))


def test_what_uses_every_other_field_survives_the_round_trip(tmp_path: Path) -> None:
    assert_round_trip(write(tmp_path, everything()))


@settings(max_examples=8, suppress_health_check=[HealthCheck.too_slow])
@given(in_part())
def test_any_part_of_the_fields_survives_the_round_trip(files: dict[str, str]) -> None:
    with tempfile.TemporaryDirectory() as place, emptied_afterwards():
        folder = write(Path(place), files)
        assume(not check(folder)[2].errors)
        assert_round_trip(folder)


@settings(
    max_examples=40,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(partnerships())
def test_a_generated_helsefellesskap_survives_the_round_trip(files: dict[str, str]) -> None:
    with tempfile.TemporaryDirectory() as place, emptied_afterwards():
        assert_round_trip(write(Path(place), files))


def test_a_dry_run_changes_nothing(tmp_path: Path) -> None:
    folder = write(tmp_path, example())
    load(folder, by="test")
    before, tables = values("fjordvik"), counted()
    body = folder / "bodies" / "fagrad.yaml"
    body.write_text(body.read_text().replace("Fagråd for", "Utvalg for"), encoding="utf-8")
    outcome, _ = load(folder, by="test", dry_run=True)
    assert [(step.act, step.key) for step in outcome.steps] == [(Act.CHANGE, "fagrad")]
    assert values("fjordvik") == before
    assert counted() == tables


def test_a_dry_run_into_an_empty_database_leaves_it_empty(tmp_path: Path) -> None:
    outcome, _ = load(write(tmp_path, example()), by="test", dry_run=True)
    assert outcome.counts[Act.ADD] == outcome.records
    assert not Partnership.objects.filter(slug="fjordvik").exists()


def counted() -> dict[str, int]:
    labels = {config.label for config in ours()}
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relkind = 'r' AND relname ~ '_'")
        names = [name for (name,) in cursor.fetchall() if name.split("_")[0] in labels]
        found = {}
        for name in names:
            cursor.execute(f'SELECT count(*) FROM "{name}"')  # noqa: S608
            found[name] = cursor.fetchone()[0]
    return found


def test_the_outcome_says_what_is_added_changed_and_ended(tmp_path: Path) -> None:
    folder = write(tmp_path, example())
    load(folder, by="test")
    body = folder / "bodies" / "fagrad.yaml"
    text = body.read_text(encoding="utf-8")
    text = text.replace(
        "office: chair, seat: storvik, from: 2021-01-01",
        "office: chair, seat: storvik, from: 2021-01-01, to: 2022-12-31",
    )
    text = text.replace(
        "terms: []            # vacant", "terms: [{holder: Overlege, from: 2022-01-01}]"
    )
    body.write_text(text.replace("label: Brukerrepresentant", "label: Bruker"), encoding="utf-8")
    outcome, _ = load(folder, by="test")
    assert {(step.act, step.key) for step in outcome.steps} == {
        (Act.END, "fagrad/chair/1/2021-01-01"),
        (Act.ADD, "fagrad/medisin/2022-01-01"),
        (Act.CHANGE, "fagrad/bruker"),
    }


def test_a_moved_term_is_changed_and_not_doubled(tmp_path: Path) -> None:
    folder = write(tmp_path, example())
    load(folder, by="test")
    body = folder / "bodies" / "fagrad.yaml"
    text = body.read_text(encoding="utf-8")
    body.write_text(
        text.replace("from: 2021-01-01, to: 2024-12-31", "from: 2021-02-01, to: 2024-12-31")
    )
    outcome, _ = load(folder, by="test")
    assert [(step.act, step.kind) for step in outcome.steps] == [(Act.CHANGE, "term")]


def test_absence_removes_only_when_asked_to(tmp_path: Path) -> None:
    folder = write(tmp_path, example())
    load(folder, by="test")
    edition = folder / "documents" / "retningslinje-1" / "2021.md"
    edition.write_text(edition.read_text(encoding="utf-8").split("# 2 Utskriving")[0], "utf-8")
    document = folder / "documents" / "retningslinje-1" / "document.yaml"
    document.write_text(document.read_text(encoding="utf-8").split("covers:")[0], "utf-8")
    kept, _ = load(folder, by="test")
    assert kept.changes_nothing
    assert kept.counts == {Act.KEEP: 5}
    removed, _ = load(folder, by="test", prune=True)
    assert removed.counts == {Act.REMOVE: 5}
    assert set(values("fjordvik")["provision"]) == {"retningslinje-1/formal"}


def test_provisions_can_swap_numbers(tmp_path: Path) -> None:
    folder = write(tmp_path, example())
    load(folder, by="test")
    edition = folder / "documents" / "retningslinje-1" / "2021.md"
    text = edition.read_text(encoding="utf-8")
    text = text.replace("# 1 Formål", "# 9 Formål").replace("# 2 Utskriving", "# 1 Utskriving")
    edition.write_text(text.replace("# 9 Formål", "# 2 Formål"), encoding="utf-8")
    load(folder, by="test")
    numbers = {k: v["number"] for k, v in values("fjordvik")["provision_text"].items()}
    assert numbers == {
        "retningslinje-1/2021/formal": "2",
        "retningslinje-1/2021/utskriving": "1",
        "retningslinje-1/2021/melding": "2.1",
    }


def test_an_export_never_writes_over_anything(tmp_path: Path) -> None:
    load(write(tmp_path / "inn", example()), by="test")
    (tmp_path / "ut").mkdir()
    (tmp_path / "ut" / "min.txt").write_text("min")
    with pytest.raises(FolderNotEmpty):
        export("fjordvik", tmp_path / "ut")
    assert [path.name for path in (tmp_path / "ut").iterdir()] == ["min.txt"]


def test_a_load_leaves_one_audit_entry_and_one_of_what_it_opens(tmp_path: Path) -> None:
    with connection.cursor() as cursor:
        load(write(tmp_path, example()), by="sekretæren")
        load(tmp_path, by="sekretæren")
        cursor.execute('SELECT "by", action, object FROM common_auditentry ORDER BY id')
        assert cursor.fetchall() == [
            ("sekretæren", "load", "fjordvik"),
            ("sekretæren", "open", "Helsefellesskapet Fjordvik"),
        ]


def test_two_terms_in_the_database_and_the_files_that_collide_are_refused(tmp_path: Path) -> None:
    folder = write(tmp_path, example())
    load(folder, by="test")
    body = folder / "bodies" / "fagrad.yaml"
    text = body.read_text(encoding="utf-8")
    two = "- {holder: A, from: 2021-01-01, to: 2021-12-31}\n      - {holder: B, from: 2022-01-01}"
    one = "- {holder: Enhetsleder i Storvik, from: 2021-01-01, to: 2024-12-31}"
    body.write_text(text.replace(one, two), encoding="utf-8")
    load(folder, by="test")
    before = values("fjordvik")
    body.write_text(text.replace(one, "- {holder: C, from: 2022-06-01}"), encoding="utf-8")
    with pytest.raises(LoadFailed, match="one term at a time"):
        load(folder, by="test")
    assert values("fjordvik") == before
