"""Every form × everyone of the cast × every record that it can name.

Generated from the URL conf (``places.py``). Whoever the rule lets in is shown the page in
``tests/e2e/test_as_everyone.py``. Whoever the rule refuses is refused by page and
by form, with a form that is filled in as it should be, and nothing is written. Whatever a form lets
one choose, an id of another helsefellesskap (or of another party, for who acts for one) is refused
at the field.
"""

from __future__ import annotations

import os
import zlib
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django_scopes import scope

from samspill.common.house import registers
from samspill.common.permissions import rule_of, ties
from samspill.parties.models import Party
from tests.everywhere.acting import CAST
from tests.everywhere.filling import Data, choices_of, filled, form_of
from tests.everywhere.fingerprint import fingerprint, writes_seen
from tests.everywhere.places import Place, described, names, places, post_only
from tests.everywhere.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.usefixtures("quiet")]
REFUSED = {403, 404}
ALL = os.environ.get("SAMSPILL_TEST_ALL") == "1"
NO_FORM = {"work:in_use:routines", "work:record", "work:register", "work:remove"}
DEMANDING = {"totrinn"}
"""A demand of a second step would send all of the cast elsewhere first."""
TIED = ("contact", "secretary")
CHOOSING = ("secretariat", "operator", "contact", "secretary")
PART = 20
"""One in how many of the registers' addresses each class tries, when not ``SAMSPILL_TEST_ALL``."""
LET_IN_PART, REFUSED_PART, TIED_PART = 2, 3, 3
"""One in how many of the other addresses each class tries: where it is let in, where it is refused,
and of registers whose records are a party's or a body's, for who acts for one."""
Allowed = dict[tuple[str, str], bool]
"""Whether a role may reach an address, as the rules say; by the names of both."""


class Undone(Exception):
    """Takes back what a request did."""


def sent(client: Client, path: str, data: Data) -> tuple[Any, list[str]]:
    """Posts and takes it back; the answer, and what was written."""
    answer: Any = None
    with writes_seen() as seen:
        try:
            with transaction.atomic():
                answer = client.post(path, data)
                raise Undone
        except Undone:
            pass
    return answer, seen


def test_every_signed_in_address_is_described() -> None:
    assert sorted(described()) == sorted(names())


def test_there_is_something_at_every_address(worlds: tuple[World, World]) -> None:
    with scope(partnership=worlds[0].partnership):
        found = places(worlds[0])
    assert {place.name for place in found} == set(described())
    with_a_record = {place.kwargs["register"] for place in found if place.name == "work:record"}
    assert set(registers()) - with_a_record == DEMANDING


def alike(found: list[Place], allowed: Allowed) -> list[list[str]]:
    """Those of the cast whom the rules answer alike at every address, in one class."""
    classes: dict[tuple[bool, ...], list[str]] = {}
    for role in map(str, CAST):
        classes.setdefault(tuple(allowed[role, str(place)] for place in found), []).append(role)
    return list(classes.values())


def cells(found: list[Place], allowed: Allowed) -> list[tuple[str, Place]]:
    """Who tries which address: everyone every one with ``SAMSPILL_TEST_ALL``, else each class.

    Of those whom the rules answer alike one tries an address, in turn, once for each answer. Each
    class tries a part of the addresses, a smaller one of the registers, which are one page; at each
    page one is let in, and at each address one is refused.
    """
    if ALL:
        return [(str(role), place) for role in CAST for place in found]
    chosen: dict[Any, tuple[str, Place]] = {}
    for number, roles in enumerate(alike(found, allowed)):
        for place in found:
            turn, role = _turn(place), roles[_turn(place) % len(roles)]
            may = allowed[role, str(place)]
            is_page = "register" not in place.kwargs
            part = LET_IN_PART if may else REFUSED_PART
            tries = (turn + number) % part == 0 if is_page else turn % PART == number
            if tries or (_is_tied(role, place) and (turn + number) % TIED_PART == 0):
                chosen.setdefault((number, *_address(place), place.exists, may), (role, place))
    for place in found:
        for may in (False,) if "register" in place.kwargs else (True, False):
            those = [role for role in map(str, CAST) if allowed[role, str(place)] is may]
            if those:
                one = (those[_turn(place) % len(those)], place)
                chosen.setdefault((*_address(place), place.exists, may), one)
    return list({(role, str(place)): (role, place) for role, place in chosen.values()}.values())


def _address(place: Place) -> tuple[str, str | None]:
    return place.name, place.kwargs.get("register")


def _turn(place: Place) -> int:
    """The same number each time, as good as by chance."""
    return zlib.crc32(" ".join(map(str, _address(place))).encode())


def _is_tied(role: str, place: Place) -> bool:
    """Whether what a register holds is one party's or body's, and the role is held for one."""
    if role not in TIED or "register" not in place.kwargs:
        return False
    kind = registers()[place.kwargs["register"]]
    return bool(ties(rule_of(kind.model).condition("change")))


def test_what_is_tried_reaches_every_address_everyone_and_both_answers(
    worlds: tuple[World, World],
) -> None:
    found, allowed = asked(worlds[0])
    tried = cells(found, allowed)
    assert {_address(place) for _, place in tried} == {_address(place) for place in found}
    assert {role for role, _ in tried} == set(map(str, CAST))
    pages = [place for place in found if "register" not in place.kwargs]
    let_in = {(p.name, p.exists) for p in pages for role in CAST if allowed[str(role), str(p)]}
    assert let_in <= {(p.name, p.exists) for role, p in tried if allowed[role, str(p)]}
    refused = {_address(place) for role, place in tried if not allowed[role, str(place)]}
    assert refused == {_address(place) for place in found}


def asked(world: World) -> tuple[list[Place], Allowed]:
    """All addresses, and whom the rules let reach which of them."""
    with scope(partnership=world.partnership):
        found = places(world)
        actors = {str(role): world.actor(role) for role in CAST}
        return found, {
            (role, str(place)): place.is_allowed(actor)
            for role, actor in actors.items()
            for place in found
        }


def _one_of_each(found: list[Place]) -> list[Place]:
    """One record of each register, all of the rest."""
    kinds = {(p.name, p.kwargs["register"]): p for p in found if "register" in p.kwargs}
    return [p for p in found if "register" not in p.kwargs] + list(kinds.values())


def _forms(world: World, found: list[Place]) -> dict[str, Data]:
    """What each form asks for, filled in by the secretariat."""
    client = world.client("secretariat")
    data: dict[str, Data] = {}
    for place in found:
        if place.name not in post_only() | NO_FORM and place.exists:
            form = form_of(client.get(place.path(world.partnership.slug)))
            if form is not None:
                data[str(place)] = filled(form)
    return data


def test_whom_the_rule_refuses_is_refused_by_page_and_form(worlds: tuple[World, World]) -> None:
    world = worlds[0]
    slug = world.partnership.slug
    found, allowed = asked(world)
    data = _forms(world, _one_of_each(found))
    clients = {str(role): world.client(role, "nb") for role in CAST}
    wrong: list[Any] = []
    saved, refused = set(), 0
    for role, place in cells(found, allowed):
        client = clients[role]
        path, may = place.path(slug), allowed[role, str(place)] and place.exists
        if not may or place.name in post_only():
            with transaction.atomic():
                page = client.get(path)
            if page.status_code not in ({405} if may else {*REFUSED, 405}):
                wrong.append((role, "GET", str(place), page.status_code))
        if may and place.sends:
            with scope(partnership=world.partnership):
                may = place.is_taken(world.actor(role))
        before = None if may else fingerprint() if not refused else None
        given = data.get(str(place), place.given or {"reason": "Feil"})
        answer, writes = sent(client, path, given)
        if not may:
            refused += 1
            if answer.status_code not in {*REFUSED, 405} or writes:
                wrong.append((role, "POST", str(place), answer.status_code, writes))
            if before is not None and fingerprint() != before:
                wrong.append((role, "changed", str(place)))
        elif answer.status_code in REFUSED or answer.status_code >= 500:
            wrong.append((role, "POST", str(place), answer.status_code))
        elif answer.status_code == 302 and writes:
            saved.add(str(place))
    assert wrong == []
    assert refused > 300
    assert len(saved & set(data)) > 30


def test_no_form_takes_a_record_of_another_helsefellesskap(worlds: tuple[World, World]) -> None:
    ours, theirs = worlds
    slug = ours.partnership.slug
    with scope(partnership=ours.partnership):
        found = [p for p in _one_of_each(places(ours)) if p.exists and p.name not in post_only()]
        actors = {role: ours.actor(role) for role in CHOOSING}
        allowed = {role: [p for p in found if p.is_allowed(a)] for role, a in actors.items()}
    tried = allowed if ALL else allowed | _shared(allowed)
    wrong: list[Any] = []
    choices = 0
    for role in CHOOSING:
        client = ours.client(role)
        for place in tried[role]:
            page = client.get(place.path(slug))
            form = form_of(page) if page.status_code == 200 else None
            if form is None:
                continue
            data = filled(form)
            fields = list(choices_of(form).items())
            # The same fields as the secretariat's: who is tied to a party tries every other.
            some = fields if ALL or role not in TIED else fields[_turn(place) % 2 :: 2]
            for name, field in some:
                with scope(partnership=theirs.partnership):
                    foreign = field.queryset.model.objects.first()
                if foreign is None:
                    wrong.append((str(place), name, "nothing to try with"))
                    continue
                choices += 1
                answer, writes = sent(client, place.path(slug), data | {name: str(foreign.pk)})
                errors = getattr(form_of(answer), "errors", {})
                if answer.status_code != 422 or name not in errors or writes:
                    wrong.append((role, str(place), name, answer.status_code, writes))
    assert wrong == []
    assert choices > 100


def _shared(allowed: dict[str, list[Place]]) -> dict[str, list[Place]]:
    """A form lets the secretariat and an operator choose from the same: each tries every other."""
    one, other = CHOOSING[:2]
    return {
        one: [p for p in allowed[one] if p not in allowed[other] or _turn(p) % 2],
        other: [p for p in allowed[other] if p not in allowed[one] or not _turn(p) % 2],
    }


def test_who_acts_for_a_party_chooses_no_other(worlds: tuple[World, World]) -> None:
    world = worlds[0]
    slug = world.partnership.slug
    with scope(partnership=world.partnership):
        actor = world.actor("contact")
        found = [p for p in places(world) if p.exists and p.is_allowed(actor)]
        found = [p for p in found if p.name not in post_only()]
        parties = [one.pk for one in Party.objects.exclude(pk=world.party.pk)[:3]]
    wrong: list[Any] = []
    tried = 0
    client = world.client("contact")
    for place in found:
        page = client.get(place.path(slug))
        form = form_of(page) if page.status_code == 200 else None
        for name, field in choices_of(form).items() if form else ():
            if field.queryset.model is not Party:
                continue
            for other in ["", *map(str, parties)]:
                tried += 1
                sent_data = filled(form) | {name: other}  # type: ignore[arg-type]
                answer, writes = sent(client, place.path(slug), sent_data)
                errors = getattr(form_of(answer), "errors", {})
                if answer.status_code != 422 or name not in errors or writes:
                    wrong.append((str(place), name, other, answer.status_code, writes))
    assert wrong == []
    assert tried > 10
