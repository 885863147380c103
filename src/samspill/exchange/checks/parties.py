"""Parties: organisation numbers, municipality numbers on their dates, succession, hosts."""

from __future__ import annotations

import datetime

from stdnum.no import orgnr

from samspill.exchange.checks.cycles import complain_about_cycles
from samspill.exchange.faults import Faults, nearest
from samspill.exchange.format.base import Where
from samspill.exchange.format.parties import Party, PartyNumber
from samspill.exchange.reading import Folder
from samspill.parties import municipalities

SINCE = datetime.date(2017, 1, 1)
"""The table of municipalities begins here; earlier numbers are not judged."""


def check(folder: Folder, faults: Faults) -> None:
    """Adds the faults of the parties."""
    for party in folder.parties:
        if party.organisation_number and not orgnr.is_valid(party.organisation_number):
            faults.error(
                party.where,
                f"{party.organisation_number} is no organisation number",
                "nine digits of which the last is the check digit (mod 11)",
            )
        for number in party.numbers:
            _check_number(party, number, faults)
    complain_about_cycles(
        {p.id: ([p.part_of] if p.part_of else [], p.where) for p in folder.parties},
        "part_of",
        faults,
    )
    successions = {p.id: ([s.party for s in p.succeeded_by], p.where) for p in folder.parties}
    complain_about_cycles(successions, "succeeded_by", faults)
    for name in folder.partnership.hosts:
        if not name or "/" in name or ":" in name:
            faults.error(
                Where("partnership.yaml"), f"«{name}» is no host name", "such as helsefellesskap.no"
            )


def _check_number(party: Party, number: PartyNumber, faults: Faults) -> None:
    last = number.valid_to
    first = number.valid_from
    if last and last < SINCE:
        return
    day = max(first or SINCE, SINCE)
    for date in {day, last or max(day, datetime.date.today())}:
        if municipalities.find(number.number, date) is None:
            known = {m.number: m.name for m in municipalities.in_force(date)}
            same_name = [n for n, name in known.items() if name == party.name]
            guess = f"{party.name} has {same_name[0]}" if same_name else ""
            faults.error(
                number.where,
                f"there is no municipality {number.number} on {date}",
                guess or nearest(number.number, known),
            )
            return
