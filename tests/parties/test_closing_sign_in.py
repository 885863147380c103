"""A sign-in is closed and opened again, by the operator alone."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.test import Client

from samspill.accounts.models import User
from samspill.common.actors import Actor, Held
from samspill.common.models import AuditEntry, Partnership, today
from samspill.common.permissions import NotAllowed
from samspill.common.roles import actor_of
from samspill.parties import actions
from samspill.parties.models import Assignment, Person
from tests.secretariat import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.once]
BACKEND = settings.AUTHENTICATION_BACKENDS[0]


@pytest.fixture
def kari(partnership: Partnership) -> User:
    return signed_in(partnership, "kari@example.no", Assignment.Kind.EDITOR)


@pytest.fixture
def operator(partnership: Partnership) -> Actor:
    return Actor("Dag", partnership=partnership.pk, roles=(Held("operator"),))


def test_a_closed_sign_in_lets_nobody_in_and_ends_what_is_open(
    partnership: Partnership,
    kari: User,
    operator: Actor,
) -> None:
    browser = Client()
    browser.force_login(kari, backend=BACKEND)
    assert browser.get("/hf/prove/arbeid/").status_code == 200
    person = Person.objects.get(user=kari)
    actions.close_sign_in(by=operator, person=person, reason="Sluttet")
    assert browser.get("/hf/prove/arbeid/").status_code == 302
    entry = AuditEntry.objects.get(action="close sign-in")
    assert (entry.by, entry.reason) == ("Dag", "Sluttet")
    with pytest.raises(ValidationError, match="no open sign-in"):
        actions.close_sign_in(by=operator, person=person)
    actions.open_sign_in(by=operator, person=person)
    again = Client()
    again.force_login(User.objects.get(pk=kari.pk), backend=BACKEND)
    assert again.get("/hf/prove/arbeid/").status_code == 200


def test_others_may_not_and_nobody_closes_their_own(
    partnership: Partnership,
    kari: User,
) -> None:
    siri = signed_in(partnership, "siri@example.no", Assignment.Kind.SECRETARIAT)
    person = Person.objects.get(user=kari)
    with pytest.raises(NotAllowed):
        actions.close_sign_in(by=actor_of(siri, partnership, today()), person=person)
    own = Actor("Kari", user=kari.pk, partnership=partnership.pk, roles=(Held("operator"),))
    with pytest.raises(ValidationError, match="your own"):
        actions.close_sign_in(by=own, person=person)
    kari.refresh_from_db()
    assert kari.is_active


def test_the_page_closes_and_opens(partnership: Partnership, kari: User) -> None:
    dag = signed_in(partnership, "dag@example.no", Assignment.Kind.EDITOR)
    User.objects.filter(pk=dag.pk).update(is_operator=True)
    browser = Client()
    browser.force_login(User.objects.get(pk=dag.pk), backend=BACKEND)
    browser.cookies["sprak"] = "en"
    person = Person.objects.get(user=kari)
    page = f"/hf/prove/arbeid/folk/{person.pk}/"
    assert "Close the sign-in" in browser.get(page).content.decode()
    assert browser.get(f"{page}innlogging/").status_code == 200
    assert browser.post(f"{page}innlogging/", {"reason": ""}).status_code == 302
    assert not User.objects.get(pk=kari.pk).is_active
    assert "Open the sign-in" in browser.get(page).content.decode()
    assert browser.post(f"{page}innlogging/", {"reason": ""}).status_code == 302
    assert User.objects.get(pk=kari.pk).is_active
