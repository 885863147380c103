"""Every id in every address, replaced by one that belongs to somebody else: nobody gets there.

Somebody else is another helsefellesskap, another body, document or party of one's own, or another
user. Generated from the URL conf (``places.py``), one id at a time and all of them at once.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import NoReverseMatch, get_resolver, reverse
from django_scopes import scope

from samspill.bodies.models import Body
from samspill.common.permissions import may
from samspill.documents.models import Document, Edition
from samspill.parties.models import Party, Person, Region
from samspill.uploads.models import Upload
from tests.everywhere.places import Place, places
from tests.everywhere.test_matrix import ALL, REFUSED, sent
from tests.everywhere.world import OURS, World

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.usefixtures("quiet")]
WHO = ("secretariat", "operator", "contact", "secretary")
FIXED = {"register"}


def by_name(found: list[Place]) -> dict[tuple[str, Any], list[Place]]:
    grouped: dict[tuple[str, Any], list[Place]] = {}
    for place in found:
        grouped.setdefault((place.name, place.kwargs.get("register")), []).append(place)
    return grouped


def ids(place: Place) -> list[str]:
    return [name for name in place.kwargs if name not in FIXED]


def with_theirs(own: Place, other: Place) -> Iterator[Place]:
    """The address with one id after the other taken from another's, and with all of them."""
    names = [name for name in ids(own) if own.kwargs[name] != other.kwargs[name]]
    for name in names:
        yield replace(own, kwargs={**own.kwargs, name: other.kwargs[name]})
    if len(names) > 1:
        yield replace(own, kwargs={**own.kwargs, **{name: other.kwargs[name] for name in names}})


def reached(client: Client, path: str) -> list[Any]:
    """What went through of getting and sending; empty when nothing did."""
    got = []
    page = client.get(path)
    if page.status_code not in {*REFUSED, 405}:
        got.append(("GET", path, page.status_code))
    answer, writes = sent(client, path, {"reason": "Feil", "last_day": "2040-01-01"})
    if answer.status_code not in {*REFUSED, 405} or writes:
        got.append(("POST", path, answer.status_code, writes))
    return got


def test_no_id_of_another_helsefellesskap_leads_anywhere(worlds: tuple[World, World]) -> None:
    ours, theirs = worlds
    with scope(partnership=ours.partnership):
        own = by_name(places(ours))
    with scope(partnership=theirs.partnership):
        foreign = by_name(places(theirs))
    tried = {
        place.path(OURS): place
        for key, group in own.items()
        for other in foreign[key][:1]
        for place in with_theirs(group[0], other)
    }
    assert {place.name for place in tried.values()} == {
        name for (name, _kind), group in own.items() if ids(group[0])
    }
    wrong = []
    for number, role in enumerate(WHO):
        client = ours.client(role)
        # Each tries a part: together they try them all.
        for path in tried if ALL else list(tried)[number :: len(WHO)]:
            wrong += [(role, *one) for one in reached(client, path)]
    assert wrong == []


def test_the_ids_of_an_address_belong_together(worlds: tuple[World, World]) -> None:
    """A seat under another body, a text under another document: of the same helsefellesskap."""
    ours = worlds[0]
    with scope(partnership=ours.partnership):
        groups = by_name(places(ours)).values()
        real = {place.path(OURS) for group in groups for place in group}
    tried = {
        place.path(OURS)
        for group in groups
        for one in group
        for other in group
        if len(ids(one)) > 1
        for place in with_theirs(one, other)
    } - real
    assert len(tried) >= 10
    client = ours.client("secretariat")
    assert [one for path in sorted(tried) for one in reached(client, path)] == []


def test_another_party_keeps_its_people_to_itself(worlds: tuple[World, World]) -> None:
    world = worlds[0]
    client = world.client("contact")
    with scope(partnership=world.partnership):
        actor = world.actor("contact")
        hidden = [one for one in Person.objects.all() if not may(actor, "see", one)]
        mine = [one for one in Person.objects.all() if may(actor, "see", one)]
        assert {one.party_id for one in mine} == {world.party.pk}
        found = [p for p in places(world) if p.is_allowed(actor) and p.name.startswith("work:p")]
    for one in hidden:
        Person.objects.model._base_manager.filter(pk=one.pk).update(email=f"skjult{one.pk}@x.no")
    for place in found:
        assert b"skjult" not in client.get(place.path(OURS)).content, place
    page = client.get(f"/hf/{OURS}/arbeid/folk/").content.decode()
    assert "skjult" not in page
    for one in hidden:
        for rest in ("", "endre/", "rolle/", "inviter/", "overlat/", "utlevering/"):
            assert reached(client, f"/hf/{OURS}/arbeid/folk/{one.pk}/{rest}") == []


def test_nobody_carries_out_anothers_workbook(worlds: tuple[World, World]) -> None:
    world = worlds[0]
    with scope(partnership=world.partnership):
        world.upload.user = world.users["member"]
        world.upload.save()
        assert Upload.objects.get(about="onboarding").user_id == world.users["member"].pk
    client = world.client("secretariat")
    assert reached(client, f"/hf/{OURS}/arbeid/oppstart/{world.upload.pk}/") == []
    assert (
        f"/oppstart/{world.upload.pk}/"
        not in client.get(f"/hf/{OURS}/arbeid/oppstart/").content.decode()
    )


def test_nobody_reaches_anothers_passkey(worlds: tuple[World, World]) -> None:
    world = worlds[0]
    key = Authenticator.objects.create(
        user=world.users["member"], type=Authenticator.Type.WEBAUTHN, data={"name": "Min"}
    )
    client = world.client("secretariat")
    for name in ("mfa_edit_webauthn", "mfa_remove_webauthn"):
        path = reverse(name, args=[key.pk])
        for answer in (client.get(path), client.post(path, {"name": "Din"})):
            assert answer.status_code in {302, *REFUSED}, path
    key.refresh_from_db()
    assert key.data == {"name": "Min"}


def _public(world: World) -> dict[str, dict[str, Any]]:
    """What belongs to a helsefellesskap, by the names that the public addresses use for it."""
    with scope(partnership=world.partnership):
        edition = Edition.objects.public().filter(slug__contains="20")[0]
        return {
            "document": {"slug": Document.objects.public()[0].slug},
            "edition": {"slug": edition.document.slug, "edition": edition.slug},
            "body": {"slug": Body.objects.all()[0].slug},
            "party": {"slug": Party.objects.all()[0].slug},
            "region": {"slug": Region.objects.all()[0].slug},
        }


def test_public_addresses_show_nothing_of_another_helsefellesskap(
    worlds: tuple[World, World],
) -> None:
    theirs = worlds[1]
    wrong, tried = [], 0
    public = get_resolver().namespace_dict["public"][1]
    for name in sorted(name for name in public.reverse_dict if isinstance(name, str)):
        for kwargs in _public(theirs).values():
            try:
                path = reverse(f"public:{name}", kwargs=kwargs)
            except NoReverseMatch:
                continue
            if not kwargs["slug"].startswith("nabo-"):
                continue
            tried += 1
            answer = Client().get(f"/hf/{OURS}{path}")
            if answer.status_code != 404:
                wrong.append((path, answer.status_code))
    assert wrong == []
    assert tried >= 10
