"""An invitation that the mail server refuses is seen by those who sent it."""

from __future__ import annotations

import pytest
from django.test import Client

from samspill.common.models import Partnership
from samspill.mail.models import Message
from samspill.parties import actions
from samspill.parties.models import Person
from tests.cast import secretariat

pytestmark = pytest.mark.django_db


def test_a_refused_invitation_is_seen_where_the_person_was_invited(
    browser: Client, partnership: Partnership
) -> None:
    """The secretariat finds it, and never reads the key."""
    person = Person.objects.create(partnership=partnership, slug="ola", name="Ola")
    where = {"email": "ola@example.no", "origin": "http://testserver"}
    assert actions.invite(by=secretariat(partnership), person=person, **where)
    letter = Message.objects.get()
    assert (letter.partnership, letter.is_secret) == (partnership, True)
    Message.objects.update(state=Message.State.REFUSED, problem="550 no such user")
    page = browser.get(f"/hf/{partnership.slug}/arbeid/post/").content.decode()
    assert "550 no such user" in page
    key = next(line for line in letter.text.splitlines() if "http://testserver" in line)
    assert key.strip().removeprefix("http://testserver") not in page
