"""Bodies: parents without circles, seats as the composition rule asks, calendars in order."""

from __future__ import annotations

from collections.abc import Iterable

from samspill.bodies.open_format.composing import check_composition
from samspill.bodies.open_format.offices import check_offices
from samspill.bodies.open_format.types import Body
from samspill.common.open_format.base import Where
from samspill.common.open_format.cycles import complain_about_cycles
from samspill.common.open_format.faults import Faults
from samspill.common.open_format.folder import Folder
from samspill.common.open_format.periods import one_at_a_time, period_of, share_a_day
from samspill.parties.open_format.types import Party, Region


def check_bodies(folder: Folder, faults: Faults) -> None:
    """Adds the faults of the bodies; a body that breaks its own rule gets a warning."""
    bodies = folder.every(Body)
    parents = {b.id: ([b.parent] if b.parent else [], b.where) for b in bodies}
    complain_about_cycles(parents, "parent", faults)
    complain_about_cycles(
        {b.id: ([p.body for p in b.predecessors], b.where) for b in bodies},
        "predecessors",
        faults,
    )
    complain_about_cycles(_followed(bodies), "represents", faults)
    complain_about_cycles(_opposite(bodies), "opposite_of", faults)
    for body in bodies:
        complain_about_cycles(
            {s.id: ([s.substitute_for] if s.substitute_for else [], s.where) for s in body.seats},
            "substitute_for",
            faults,
        )
        _check_one_at_a_time(body, faults)
        _check_decisions(body, faults)
        check_composition(folder, body, faults)
        check_offices(folder, body, faults)
        _check_represented(folder, body, faults)
        _check_follows_one(folder, body, faults)


def _followed(bodies: Iterable[Body]) -> dict[str, tuple[list[str], Where]]:
    """The seats that each seat follows, whatever the day."""
    offices: dict[tuple[str, str], list[str]] = {}
    for body in bodies:
        for office in body.offices:
            of_it = offices.setdefault((body.id, office.office), [])
            of_it.append(f"{body.id}/{office.seat}")
    found = {}
    for body in bodies:
        for seat in body.seats:
            of = seat.represents
            to = [f"{of.body}/{of.seat}"] if of and of.seat else []
            if of and of.office:
                to = offices.get((of.body or "", of.office), [])
            found[f"{body.id}/{seat.id}"] = (to, seat.where)
    return found


def _opposite(bodies: Iterable[Body]) -> dict[str, tuple[list[str], Where]]:
    """The office that each office is the opposite of."""
    found = {}
    for body in bodies:
        for rotation in body.rotations:
            of = rotation.opposite_of
            to = [f"{of.body or body.id}/{of.office}"] if of else []
            found[f"{body.id}/{rotation.office}"] = (to, rotation.where)
    return found


def _check_one_at_a_time(body: Body, faults: Faults) -> None:
    one_at_a_time(body.mandates, lambda m: None, "mandates", faults)
    one_at_a_time(body.composition, lambda c: None, "composition rules", faults)
    one_at_a_time(
        body.offices,
        lambda office: (office.office, office.number),
        "holders of an office",
        faults,
        otherwise="or give the second number: 2, where there are two",
    )
    one_at_a_time(body.office_rules, lambda r: r.office, "rules of an office", faults)
    for seat in body.seats:
        one_at_a_time(seat.terms, lambda t: None, f"terms on the seat «{seat.id}»", faults)


def _check_follows_one(folder: Folder, body: Body, faults: Faults) -> None:
    """Of several who hold an office at once, a derived seat follows the first alone."""
    several = {
        (one.id, office.office)
        for one in folder.every(Body)
        for office in one.offices
        if office.number > 1
    }
    for seat in body.seats:
        of = seat.represents
        if of and (of.body, of.office) in several:
            faults.warn(
                seat.where,
                f"{body.name}: «{seat.id}» follows the {of.office} of «{of.body}», and several "
                "hold it at once",
                "the seat that it follows, as seat",
            )


def _check_decisions(body: Body, faults: Faults) -> None:
    steps = len(body.decision_path)
    if steps and body.decision_steps not in (None, steps):
        faults.warn(
            body.decision_path[0].where,
            f"{body.name}: {steps} steps to a decision are entered",
            f"decision_steps says {body.decision_steps}",
        )
    for step in body.decision_path:
        if step.sent_to == body.id:
            faults.error(step.where, "a step sends the matter to the body itself", "another body")


def _check_represented(folder: Folder, body: Body, faults: Faults) -> None:
    """A seat may outlive what it speaks for, as that is succeeded; it never stands all outside."""
    parties = {party.id: party for party in folder.every(Party)}
    regions = {region.id: region for region in folder.every(Region)}
    for seat in body.seats:
        of = seat.represents
        represented = (parties.get(of.party or "") or regions.get(of.region or "")) if of else None
        if represented and not share_a_day(seat, represented):
            faults.warn(
                seat.where,
                f"{body.name}: «{seat.id}» speaks for {represented.name} on no day: "
                f"{period_of(seat)} and {period_of(represented)}",
                "who it speaks for then",
            )
