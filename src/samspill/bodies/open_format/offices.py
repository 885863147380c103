"""Offices of a body: who may hold one, that the chair is held every day, how it goes round."""

from __future__ import annotations

import datetime

from samspill.bodies.open_format.leading import check_leading
from samspill.bodies.open_format.types import Body
from samspill.common.open_format.faults import Faults, nearest
from samspill.common.open_format.folder import Folder
from samspill.common.open_format.over_time import findings
from samspill.common.open_format.periods import Days, holds_on, period_of
from samspill.parties.open_format.types import Party, Region, Side

LEADING = {"chair", "deputy_chair"}


def check_offices(folder: Folder, body: Body, faults: Faults) -> None:
    """Adds the faults of the offices; what may be so, but is seldom meant, gets a warning."""
    _check_rotations(folder, body, faults)
    if not faults.has_error_in(body.where.file):
        _check_substitutes(body, faults)
        _check_gaps(body, faults)
        check_leading(folder, body, faults)


def _check_rotations(folder: Folder, body: Body, faults: Faults) -> None:
    if {Side, Party, Region} & folder.partial:
        return
    known = {one.id for one in folder.every(Side)} | {one.id for one in folder.every(Party)}
    known |= {one.id for one in folder.every(Region)}
    for rotation in body.rotations:
        for name in rotation.order:
            if name not in known:
                faults.error(
                    rotation.where,
                    f"the {rotation.office} goes round to «{name}»: no side, party or region here",
                    nearest(name, known) or "the id of a side, a party or a region",
                )


def _check_substitutes(body: Body, faults: Faults) -> None:
    substitutes = {s.id for s in body.seats if s.role == "substitute" or s.substitute_for}
    for office in body.offices:
        if office.office in LEADING and office.seat in substitutes:
            faults.warn(
                office.where,
                f"{body.name}: the {office.office} is on «{office.seat}», a substitute's seat",
                "a seat of its own, or the seat that is stood in for",
            )


def _check_gaps(body: Body, faults: Faults) -> None:
    """From the first chair that is entered, as nobody wrote down who came before, until today."""
    chairs = [office for office in body.offices if office.office == "chair"]
    if not chairs:
        return
    starts = [office.valid_from for office in chairs]
    first = None if None in starts else min(filter(None, starts))
    today = datetime.date.today()

    def judge(date: datetime.date) -> bool | None:
        held = date > today or any(holds_on(office, date) for office in chairs)
        return None if held else True

    for stretch, _found in findings(Days(first, body.valid_to), chairs, judge):
        faults.warn(
            chairs[-1].where,
            f"{body.name}: no chair is entered, {period_of(stretch)}",
            "who has it then, where that is known",
        )
