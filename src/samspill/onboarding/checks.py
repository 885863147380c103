"""What the values of one row must be together."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from samspill.common.models import today
from samspill.common.workbooks.values import did_you_mean, same
from samspill.onboarding.standing import StoredRow
from samspill.parties import municipalities
from samspill.parties.models import Assignment, Party

Found = tuple[str, str, str, bool]
"""The column, what is wrong, what was expected, and whether it stops."""
PERIODS = (
    ("valid_from", "valid_to"),
    ("role_from", "role_to"),
    ("held_from", "held_to"),
)
REPRESENTS = ("represents_party", "represents_region", "represents_role")


def check(
    sheet: str, whole: dict[str, Any], values: dict[str, Any], standing: StoredRow | None
) -> Iterator[Found]:
    """What is doubtful in a row as it would stand.

    Args:
        sheet: the sheet.
        whole: all values as they would stand.
        values: those that are new.
        standing: how it stands now.
    """
    for first, last in PERIODS:
        if whole.get(first) and whole.get(last) and whole[first] > whole[last]:
            yield last, _("The last day is before the first day."), "", True
    if sheet == "parties":
        yield from _municipality(whole, values)
    elif sheet == "people":
        yield from _role(whole, standing)
    elif sheet == "seats":
        yield from _seat(whole, values, standing)


def _municipality(whole: dict[str, Any], values: dict[str, Any]) -> Iterator[Found]:
    number = values.get("municipality_number")
    if not number:
        return
    if not whole.get("kind") or not whole.get("name"):
        return
    if whole["kind"] != Party.Kind.MUNICIPALITY:
        yield (
            "municipality_number",
            _("Only a municipality has a municipality number."),
            _("Leave the cell empty, or choose another kind."),
            True,
        )
        return
    last = whole.get("valid_to")
    if last and last < today().isoformat():
        return
    known = {m.number: m for m in municipalities.in_force(today())}
    if number not in known:
        named = [m.number for m in known.values() if same(m.name) == _bare(whole["name"])]
        yield (
            "municipality_number",
            _("No municipality has the number %(number)s today.") % {"number": number},
            _("Did you mean «%(name)s»?") % {"name": named[0]}
            if named
            else did_you_mean(number, list(known)),
            True,
        )
        return
    names = {same(name) for name in (known[number].name, *known[number].other_names)}
    if _bare(whole["name"]) not in names:
        yield (
            "municipality_number",
            _("The number %(number)s is that of %(name)s.")
            % {"number": number, "name": known[number].name},
            _("Check the name and the number."),
            False,
        )


def _bare(name: str) -> str:
    return same(name).removesuffix(" kommune").removesuffix(" municipality")


def _role(whole: dict[str, Any], standing: StoredRow | None) -> Iterator[Found]:
    kind, party = whole.get("role"), whole.get("role_party")
    if standing is not None and standing.values.get("role") and not kind:
        yield (
            "role",
            _("A role cannot be emptied here."),
            _("End the role under People and roles."),
            True,
        )
    elif not kind and (whole.get("role_from") or whole.get("role_to") or party):
        yield "role", _("This is missing."), _("Which role the dates and the party are of."), True
    elif kind in Assignment.FOR_A_PARTY and not party:
        yield "role_party", _("This is missing."), _("The party that the role is for."), True
    elif kind and kind not in Assignment.FOR_A_PARTY and party:
        yield (
            "role_party",
            _("This role is for the whole helsefellesskap."),
            _("Leave the cell empty."),
            True,
        )


def _seat(
    whole: dict[str, Any], values: dict[str, Any], standing: StoredRow | None
) -> Iterator[Found]:
    represents = [name for name in REPRESENTS if whole.get(name)]
    if len(represents) > 1 and any(name in values for name in REPRESENTS):
        yield (
            represents[-1],
            _("The seat represents more than one."),
            _("A party, a region or a role."),
            True,
        )
    sits = whole.get("person") or whole.get("holder")
    dated = whole.get("held_from") or whole.get("held_to")
    if standing is not None and standing.records.get("term") and not sits:
        yield (
            "person",
            _("A seat cannot be emptied here."),
            _("End the term on the page of the body."),
            True,
        )
    elif dated and not sits:
        yield "person", _("This is missing."), _("Who sits from that day."), True
