"""The outbox in the browser: what is not sent, why, and sending it again."""

from __future__ import annotations

import pytest
from django.test import Client

from samspill.common.models import Partnership
from samspill.mail.models import Message

pytestmark = [pytest.mark.django_db, pytest.mark.once]
PAGE = "/hf/prove/arbeid/post/"


@pytest.fixture
def refused(partnership: Partnership) -> Message:
    return Message.objects.create(
        partnership=partnership, key="a", to="borte@example.no", subject="Frist i morgen", text="x",
        state=Message.State.REFUSED, attempts=5, problem="550 no such mailbox",
    )  # fmt: skip


def test_what_was_refused_is_told_with_the_reason_and_can_be_sent_again(
    browser: Client, refused: Message
) -> None:
    text = browser.get(PAGE).content.decode()
    assert "Frist i morgen" in text
    assert "550 no such mailbox" in text
    assert browser.post(PAGE, {"message": str(refused.pk)}).status_code == 302
    refused.refresh_from_db()
    assert refused.state == Message.State.WAITING


def test_nothing_of_another_helsefellesskap_is_seen_or_sent(
    browser: Client, refused: Message
) -> None:
    other = Partnership.objects.create(slug="annet", name="Annet", short_name="Annet")
    Message.objects.filter(pk=refused.pk).update(partnership=other)
    assert "Frist i morgen" not in browser.get(PAGE).content.decode()
    assert browser.post(PAGE, {"message": str(refused.pk)}).status_code == 404
    assert browser.post(PAGE, {"message": "x"}).status_code == 302
    refused.refresh_from_db()
    assert refused.state == Message.State.REFUSED
