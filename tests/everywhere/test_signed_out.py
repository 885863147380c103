"""The session ends while somebody types: in every form, everything typed stands there again.

Generated from the URL conf (``places.py``), and read as a browser reads it: whatever a page lets
one type or choose is changed, sent without a session, and looked for when one has signed in again.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django_scopes import scope

from samspill.common.house import registers
from tests.everywhere.controls import Form, forms_of, standing
from tests.everywhere.fingerprint import writes_seen
from tests.everywhere.places import Place, names, nothing_typed, places, post_only
from tests.everywhere.world import OURS, World, two_worlds

pytestmark = [pytest.mark.django_db, pytest.mark.once]
WHO = ("secretariat", "contact", "operator", "member")
SAME_EVERYWHERE = {"work:end", "work:end_many", "work:remove"}
"""Forms that are the same in every register."""
TOLD = "You were signed out before this was saved"


@pytest.fixture(autouse=True)
def quiet(caplog: pytest.LogCaptureFixture) -> None:
    for name in ("samspill.requests", "django.request"):
        caplog.set_level(logging.CRITICAL + 1, logger=name)


@pytest.fixture
def world(tmp_path: Path) -> World:
    return two_worlds(tmp_path)[0]


def _kind(place: Place) -> tuple[str, str]:
    register = "" if place.name in SAME_EVERYWHERE else place.kwargs.get("register", "")
    return place.name, register


def opened(world: World) -> Iterator[tuple[str, Place, list[Form]]]:
    """Each address, and each register at it, opened by who may be there, with its forms."""
    with scope(partnership=world.partnership):
        actors = {role: world.actor(role) for role in WHO}
        found = [one for one in places(world) if one.exists and one.name not in post_only()]
        open_to = {(role, str(place)): place.is_allowed(actor)
                   for role, actor in actors.items() for place in found}  # fmt: skip
    for kind, group in groupby(sorted(found, key=_kind), _kind):
        tries = [(role, place) for place in group for role in WHO if open_to[role, str(place)]]
        for role, place in tries[:1] if kind[0] in nothing_typed() else tries:
            path = _path(place)
            forms = forms_of(world.client(role).get(path).content, path)
            if forms or kind[0] in nothing_typed():
                yield role, place, forms
                break


def _path(place: Place) -> str:
    """The address; of what is chosen in a list, with the first of the list."""
    if place.name != "work:end_many":
        return place.path(OURS)
    model = registers()[place.kwargs["register"]].model
    return f"{place.path(OURS)}?id={model._base_manager.order_by('pk')[0].pk}"


def sent_too_late(world: World, role: str, form: Form) -> Any:
    """Sends it without a session, signs in again, and opens the address that one is led to."""
    client: Client = world.client(role)
    client.logout()
    client.cookies["sprak"] = "en"
    with writes_seen() as written:
        refused = client.post(form.address, form.sends)
    assert written == []
    assert refused.status_code == 302
    assert "/konto/logg-inn/" in refused.headers["Location"]
    client.force_login(world.users[role], backend=settings.AUTHENTICATION_BACKENDS[0])
    asked = client.get(refused.headers["Location"])
    return client.get(asked.headers["Location"]) if asked.status_code == 302 else asked


def lost_of(world: World, role: str, form: Form) -> list[str]:
    """What does not stand there any more, and whether it is told that it does."""
    page = sent_too_late(world, role, form)
    stands = standing(page.content)
    lost = [name for name, values in form.sends.items()
            if _plain(values) not in map(_plain, stands.get(name, [[]]))]  # fmt: skip
    return lost + ["what is told"] * (page.content.decode().count(TOLD) != 1)


def _plain(values: list[str]) -> list[str]:
    return sorted(value.replace("\r\n", "\n") for value in values)


def test_everything_typed_stands_there_again_in_every_form(world: World) -> None:
    wrong, tried = [], set()
    for role, place, forms in list(opened(world)):
        if forms:
            tried.add(_kind(place))
        for form in forms:
            if lost := lost_of(world, role, form):
                wrong.append((role, str(place), form.address, lost))
    assert wrong == []
    assert {name for name, _register in tried} == set(names()) - nothing_typed() - post_only()
    assert {register for _name, register in tried} == {"", *registers()}
