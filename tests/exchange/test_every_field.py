"""Each field of each kind of record is used by a helsefellesskap that goes the round trip."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from samspill.common.open_format.base import Strict
from samspill.common.open_format.faults import Faults
from samspill.exchange.files import partnership_type
from samspill.exchange.kinds import at_the_top
from samspill.exchange.reading import read_folder
from tests.factories.everything import everything, record_type
from tests.factories.folders import ROOT, example, write
from tests.unseen.folders import SLUGS, handed_over

SETS = sorted(path.parent for path in (ROOT / "data").glob("*/partnership.yaml"))
Used = set[tuple[str, str]]


def test_every_field_is_used_somewhere(tmp_path: Path) -> None:
    unseen = handed_over(tmp_path / "unseen")
    folders = [*SETS, *(unseen / slug for slug in SLUGS)]
    folders += [write(tmp_path / "alt", everything()), write(tmp_path / "example", example())]
    folders += [write(tmp_path / "short", in_short())]
    used: Used = set()
    for folder in folders:
        used |= set(_used_in(folder))
    assert sorted(_declared() - used) == []


def in_short() -> dict[str, str]:
    """The example with the calendar of a body, which an export writes out as meetings."""
    files = example()
    day = "date: 2021-05-04, starts: '12:00', ends: '13:00', title: Vår, place: Nett"
    known = "tentative: true, source: avtale, source_note: Punkt 4"
    files["bodies/fagrad.yaml"] += f"calendar: [{{{day}, {known}}}]\n"
    return files


def _used_in(path: Path) -> Iterator[tuple[str, str]]:
    faults = Faults()
    folder, _texts = read_folder(path, faults)
    assert folder is not None
    assert faults.errors == []
    yield from _used_by(folder.partnership)
    for records in folder.lists.values():
        for record in records:
            yield from _used_by(record)


def _used_by(record: Strict) -> Iterator[tuple[str, str]]:
    for name, info in type(record).model_fields.items():
        value = getattr(record, name)
        is_said = name in record.model_fields_set and value not in (None, "", [])
        if is_said or value != info.get_default(call_default_factory=True):
            yield type(record).__name__, name
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, Strict):
                yield from _used_by(one)


def _declared() -> Used:
    """Every field that a file can have, but what is written out in another form on reading."""
    found: dict[type[Strict], None] = {}
    waiting: list[type[Strict]] = [partnership_type(), *(kind.type for kind in at_the_top())]
    while waiting:
        kind = waiting.pop()
        if kind not in found:
            found[kind] = None
            below = (record_type(info.annotation) for info in kind.model_fields.values())
            waiting += [one for one in below if one]
    return {
        (kind.__name__, name)
        for kind in found
        for name, info in kind.model_fields.items()
        if not info.exclude
    }
