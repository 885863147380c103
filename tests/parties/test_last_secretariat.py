"""The last one of the secretariat cannot end the role: nobody could give it again."""

from __future__ import annotations

import pytest
from django.test import Client

from samspill.accounts.models import User
from samspill.common.models import Partnership, today
from samspill.parties.models import Assignment, Person
from tests.secretariat import signed_in

pytestmark = pytest.mark.django_db


def end(browser: Client, user: User) -> int:
    role = Assignment.objects.get(person=Person.objects.get(user=user))
    address = f"/hf/prove/arbeid/folk/roller/{role.pk}/avslutt/"
    return browser.post(address, {"last_day": today().isoformat()}).status_code


def test_the_last_one_stays(browser: Client, siri: User, partnership: Partnership) -> None:
    away = signed_in(partnership, "kari@example.no", Assignment.Kind.SECRETARIAT)
    User.objects.filter(pk=away.pk).update(is_active=False)
    assert end(browser, siri) == 422
    assert browser.get("/hf/prove/arbeid/folk/").status_code == 200
    User.objects.filter(pk=away.pk).update(is_active=True)
    assert end(browser, siri) == 302


def test_one_of_two_may_end_the_others(
    browser: Client, siri: User, partnership: Partnership
) -> None:
    other = signed_in(partnership, "kari@example.no", Assignment.Kind.SECRETARIAT)
    assert end(browser, other) == 302
    assert end(browser, siri) == 422
