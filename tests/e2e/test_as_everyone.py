"""Every page and every empty form, as everyone who may open it, on a phone.

The addresses come from the URL configuration, so that a new page is found by itself, and one that
nobody can open is a fault. What pages say is read in ``tests/everywhere/test_certain.py`` too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, resolve, reverse
from django.utils import timezone
from django_scopes import scope

from samspill.accounts import actions as accounts
from samspill.cases.actions.calling import put_right
from samspill.cases.actions.telling import token_of
from samspill.cases.models import Meeting
from samspill.commitments.actions.choices import unsubscribe_token
from samspill.common.models import Partnership
from samspill.exchange.loading import load
from tests.cases.places import COMING
from tests.e2e.looking import Shown, faults_of, worth_a_look
from tests.everywhere.acting import CAST
from tests.everywhere.claims import said_wrongly
from tests.everywhere.open_pages import open_addresses
from tests.everywhere.places import Place, post_only
from tests.everywhere.reading import page_of
from tests.everywhere.test_matrix import ALL, asked, cells
from tests.everywhere.world import OURS, ROOT, World, furnished, tell_the_planner

pytestmark = [
    pytest.mark.django_db, pytest.mark.once, pytest.mark.browser, pytest.mark.usefixtures("quiet"),
]  # fmt: skip
REAL = "nordre-trondelag"
EVERYTHING = "secretariat"
"""Who opens each address and each register; the others open what the matrix has them try."""
OTHERS_PART = 3
"""Of what the secretariat opens, the others open one in so many; all by ``SAMSPILL_TEST_ALL``."""
ANYONE = "anyone"
NO_PAGES = {
    "healthz", "readyz", "workz", "letterbox:calendar", "offline_worker", "public:edition_pdf",
    "public:case_file", "public:decision_feed", "public:meeting_calendar",
    "public:meeting_feed", "public:meeting_paper",
    "public:plan_overview_file", "public:region_note", "public:status_note",
    "mfa_download_recovery_codes",
}  # fmt: skip
"""Answer with a file or a word to anyone who asks."""
ON_THE_WAY = {
    "account_set_password", "account_reset_password_from_key",
    "mfa_authenticate", "mfa_reauthenticate", "mfa_deactivate_totp", "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes", "mfa_login_webauthn", "mfa_reauthenticate_webauthn",
    "mfa_edit_webauthn", "mfa_remove_webauthn", "openid_connect_login", "openid_connect_callback",
    "mfa_activate_totp", "mfa_add_webauthn",
}  # fmt: skip
"""Half-way through signing in, or for whom has a second step: opened in ``test_signing_in.py``."""
SPOILT = b"""<!doctype html><html lang="nb"><title>Feil</title><main><h1>Feil</h1>
<img src="data:," width="500" height="9">
<button style="width: 9px; height: 9px; padding: 0">x</button></main>
"""
SPOILT_BY = ["wider than the window", "image-alt", "a target under 24 px"]
"""What must be found on the page that is spoilt, or nothing is looked for."""


def one_world() -> World:
    for slug in (REAL, OURS):
        load(ROOT / "data" / slug, by="test")
    world = furnished(Partnership.objects.get(slug=OURS))
    tell_the_planner()
    return world


@pytest.fixture(scope="module")
def world(once: Callable[..., Any]) -> World:
    made: World = once(one_world)
    return made


@pytest.fixture
def quiet(caplog: pytest.LogCaptureFixture) -> None:
    """A thousand requests are not written down one by one."""
    for name in ("samspill.requests", "django.request"):
        caplog.set_level("CRITICAL", logger=name)


def test_every_page_is_whole_on_a_phone_as_everyone(
    world: World, db: None, settings: Any, chromium_path: str
) -> None:
    settings.SAMSPILL_DEFAULT_PARTNERSHIP = REAL
    settings.SAMSPILL_SEARCHES_A_MINUTE = 10**6
    answers = [*open_pages(), *pages_of_signing_in(world), *signed_in_pages(world)]
    assert {*names()} - {one.name for one in answers} - post_only() == NO_PAGES | ON_THE_WAY
    pages = [one for one in answers if "html" in one.headers["Content-Type"]]
    assert {str(page): said for page in pages if (said := said_of(page, world))} == {}
    spoilt = Shown("spoilt", ANYONE, "/spoilt/", SPOILT, {"Content-Type": "text/html"})
    found = faults_of([spoilt, *worth_a_look(pages)], chromium_path)
    told = " ".join(found.pop(str(spoilt)))
    assert [one for one in SPOILT_BY if one not in told] == []
    assert found == {}


def names() -> Iterator[str]:
    """The names of all addresses there are."""

    def walk(resolver: URLResolver, spaces: tuple[str, ...]) -> Iterator[str]:
        for pattern in resolver.url_patterns:
            if isinstance(pattern, URLResolver):
                more = (pattern.namespace,) if pattern.namespace else ()
                yield from walk(pattern, (*spaces, *more))
            elif isinstance(pattern, URLPattern):
                yield ":".join((*spaces, str(pattern.name)))

    yield from dict.fromkeys(walk(get_resolver(), ()))


def open_pages() -> Iterator[Shown]:
    client = Client()
    for address in open_addresses([OURS]):
        within = address.partition("?")[0].removeprefix(f"/hf/{OURS}")
        if not within.startswith("/hf/"):
            yield from shown(client, resolve(within).view_name, ANYONE, address)


def pages_of_signing_in(world: World) -> Iterator[Shown]:
    """As a visitor, and as somebody who has just shown who they are; so are the addresses in
    letters, and what the browser keeps for when there is no net."""
    invited = accounts.invite(email="ny@example.no", name="Ny", origin="", by="test")
    with scope(partnership=world.partnership):
        stop = reverse("letterbox:unsubscribe", args=[unsubscribe_token(world.people["contact"])])
        called, _gone = put_right(Meeting.objects.get(slug=COMING))
        comes = reverse("letterbox:answer_call", args=[token_of(called[0])])
    sure = world.client(EVERYTHING, "nb")
    session = sure.session
    proof = {"method": "password", "at": timezone.now().timestamp(), "email": "x@example.no"}
    session["account_authentication_methods"] = [proof]
    session.save()
    visitor = Client()
    plain = [name for name in names() if name.startswith(("account", "mfa", "user", "social"))]
    addresses = {name: f"/hf/{OURS}{reverse(name)}" for name in plain if not _takes_more(name)}
    addresses |= {"accounts_invitation": invited, "letterbox:unsubscribe": f"/hf/{OURS}{stop}"}
    addresses["letterbox:answer_call"] = f"/hf/{OURS}{comes}"
    addresses["offline"] = f"/hf/{OURS}{reverse('offline')}"
    for name, address in addresses.items():
        yield from shown(visitor, name, ANYONE, address)
        yield from shown(sure, name, EVERYTHING, address)


def _takes_more(name: str) -> bool:
    return bool(get_resolver().reverse_dict.getlist(name)[0][0][0][1])


def signed_in_pages(world: World) -> Iterator[Shown]:
    clients = {str(role): world.client(role, "nb") for role in CAST}
    refused = []
    for role, place in visits(world):
        found = list(shown(clients[role], place.name, role, place.path(OURS)))
        refused += [] if found else [(role, str(place))]
        yield from found
    assert refused == []


def visits(world: World) -> Iterator[tuple[str, Place]]:
    """Who opens what, of those whom the rules let in."""
    found, allowed = asked(world)
    there = [one for one in found if one.exists and one.name not in post_only()]
    each: dict[Any, tuple[str, Place]] = {}
    for place in there:
        if allowed[EVERYTHING, str(place)]:
            each.setdefault((place.name, place.kwargs.get("register")), (EVERYTHING, place))
    others = [(role, one) for role, one in cells(there, allowed) if allowed[role, str(one)]]
    opened = {name for name, _register in each}
    others = [
        (role, one)
        for number, (role, one) in enumerate(others)
        if ALL or number % OTHERS_PART == 0 or one.name not in opened
    ]
    tried = {(role, str(place)): place for role, place in (*each.values(), *others)}
    yield from ((role, place) for (role, _name), place in tried.items())


def said_of(page: Shown, world: World) -> list[str]:
    """What a page should not say; the open ones are read where all data sets are loaded."""
    if page.by == ANYONE:
        return []
    within = page.address.removeprefix(f"/hf/{OURS}")
    with scope(partnership=world.partnership):
        return list(said_wrongly(page_of(page, world.partnership, within)))


def shown(client: Client, name: str, by: str, address: str) -> Iterator[Shown]:
    """What an address answers, if it lets them in."""
    answer = client.get(address)
    if answer.status_code in {200, 401}:
        yield Shown(name, by, address, answer.content, dict(answer.headers))
