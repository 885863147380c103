"""Municipality numbers that the shipped table knows need not be repeated in files."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from itertools import pairwise

from samspill.common.open_format.faults import Faults
from samspill.common.open_format.folder import Folder
from samspill.common.open_format.periods import Days, common_days
from samspill.parties import municipalities
from samspill.parties.municipalities import Municipality
from samspill.parties.open_format.types import Party, PartyNumber

ONE_DAY = datetime.timedelta(days=1)


def number_municipalities(folder: Folder, faults: Faults) -> None:
    """Gives each municipality without numbers those that its name has had in its time.

    An invented helsefellesskap has none, whatever its municipalities are called.
    """
    if folder.partnership.invented:
        return
    for party in folder.every(Party):
        if party.kind == "municipality" and not party.numbers:
            party.numbers = _numbers(party, faults)


def _numbers(party: Party, faults: Faults) -> list[PartyNumber]:
    spells = list(_spells(party))
    for (number, days), (other, later) in pairwise(spells):
        if common_days(days, later):
            faults.warn(
                party.where,
                f"two municipalities are called {party.name}: {number} and {other}",
                "which it is, under numbers",
            )
            return []
    found = []
    for number, days in spells:
        given = PartyNumber(number=number, valid_from=days.valid_from, valid_to=days.valid_to)
        given.stand_at(party.where, {})
        found.append(given)
    return found


def _spells(party: Party) -> Iterator[tuple[str, Days]]:
    """Each number with the days that the party had it, those of one number as one."""
    latest: tuple[str, Days] | None = None
    for row in sorted(municipalities.called(party.name), key=_first_day):
        days = common_days(row, party)
        if days is None:
            continue
        if latest and latest[0] == row.number and _follows(latest[1], days):
            latest = row.number, Days(latest[1].valid_from, days.valid_to)
            continue
        if latest:
            yield latest
        latest = row.number, days
    if latest:
        yield latest


def _first_day(row: Municipality) -> tuple[datetime.date, str]:
    return row.valid_from or datetime.date.min, row.number


def _follows(first: Days, second: Days) -> bool:
    return first.valid_to is not None and second.valid_from == first.valid_to + ONE_DAY
