"""Parties and regions: numbers that are in use on their dates, succession, one thing at a time."""

from __future__ import annotations

import datetime

from stdnum.no import orgnr

from samspill.common.open_format.cycles import complain_about_cycles
from samspill.common.open_format.faults import Faults, nearest
from samspill.common.open_format.folder import Folder
from samspill.common.open_format.periods import one_at_a_time
from samspill.parties import municipalities
from samspill.parties.open_format.types import Party, PartyNumber, Region


def check_parties(folder: Folder, faults: Faults) -> None:
    """Adds the faults of the parties."""
    parties = folder.every(Party)
    for party in parties:
        if party.organisation_number and not orgnr.is_valid(party.organisation_number):
            faults.error(
                party.where,
                f"{party.organisation_number} is no organisation number",
                "nine digits of which the last is the check digit (mod 11)",
            )
        for number in party.numbers:
            _check_number(party, number, faults)
        one_at_a_time(party.names, lambda n: (n.kind, n.language), "names", faults)
        one_at_a_time(party.numbers, lambda n: None, "numbers", faults)
        one_at_a_time(party.participation, lambda p: None, "participations", faults)
    complain_about_cycles(
        {p.id: ([p.part_of] if p.part_of else [], p.where) for p in parties},
        "part_of",
        faults,
    )
    successions = {p.id: ([s.party for s in p.succeeded_by], p.where) for p in parties}
    complain_about_cycles(successions, "succeeded_by", faults)


def check_regions(folder: Folder, faults: Faults) -> None:
    """Adds the faults of the regions."""
    for region in folder.every(Region):
        one_at_a_time(region.members, lambda m: m.party, "memberships of a party", faults)


def _check_number(party: Party, number: PartyNumber, faults: Faults) -> None:
    today = datetime.date.today()
    date = municipalities.unknown_on(number.number, number.valid_from, number.valid_to, today)
    if date is None:
        return
    known = {m.number: m.name for m in municipalities.in_force(date)}
    same_name = [n for n, name in known.items() if name == party.name]
    guess = f"{party.name} has {same_name[0]}" if same_name else ""
    faults.error(
        number.where,
        f"there is no municipality {number.number} on {date}",
        guess or nearest(number.number, known),
    )
