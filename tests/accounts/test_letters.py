"""Letters about signing in wait for a mail server that is away, and keep no key once sent."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from samspill.accounts import actions
from samspill.accounts.models import Invitation, User
from samspill.mail.actions import send_waiting
from samspill.mail.models import Message
from tests.accounts.conftest import PASSWORD, posted
from tests.accounts.test_signing_in import sign_in

pytestmark = pytest.mark.django_db
NEW = "tolv muntre esler"


@pytest.fixture
def away(settings) -> None:
    """Nothing listens where mail should go."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9


@pytest.mark.usefixtures("away")
def test_a_forgotten_password_is_answered_alike_while_the_mail_server_is_away(
    client: Client, kari: User
) -> None:
    for email in (kari.email, "ingen@example.no"):
        answer = client.post("/konto/passord/glemt/", {"email": email})
        assert (answer.status_code, answer.headers["Location"]) == (
            302,
            "/konto/passord/glemt/sendt/",
        )
    assert [(one.to, one.state) for one in Message.objects.all()] == [(kari.email, "waiting")]


def test_a_forgotten_password_takes_as_much_work_for_nobody(client: Client, kari: User) -> None:
    """Counted in statements, as a time is never the same twice; what waits is for Kari alone."""
    done = []
    for email in (kari.email, "ingen@example.no"):
        with CaptureQueriesContext(connection) as asked:
            client.post("/konto/passord/glemt/", {"email": email})
        done.append([one["sql"].split('"')[1] for one in asked if one["sql"].startswith("INSERT")])
    assert all("mail_message" in written for written in done)
    assert [one.to for one in Message.objects.all()] == [kari.email]


@pytest.mark.usefixtures("away")
def test_a_password_is_changed_and_told_of_while_the_mail_server_is_away(
    client: Client, kari: User
) -> None:
    sign_in(client)
    given = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    assert client.post("/konto/passord/endre/", given).status_code == 302
    assert sign_in(Client(), password=NEW).headers["Location"] == "/konto/"
    assert Message.objects.get().subject == "Passordet ditt er endret"


def test_an_invitation_waits_while_the_mail_server_is_away(
    client: Client, settings, away: None
) -> None:
    address = actions.invite(email="ola@example.no", name="Ola", by="x", origin="http://testserver")
    assert send_waiting() == 0
    assert (Invitation.objects.open().count(), Message.objects.get().state) == (1, "waiting")
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    (letter,) = posted()
    assert address in letter.body
    assert client.get(address.removeprefix("http://testserver")).status_code == 200


def test_a_letter_with_a_key_is_asked_to_go_at_once_and_is_forgotten_when_sent(
    client: Client, kari: User
) -> None:
    client.post("/konto/passord/glemt/", {"email": kari.email})
    with connection.cursor() as cursor:
        cursor.execute("SELECT task_name FROM procrastinate_jobs WHERE status = 'todo'")
        assert cursor.fetchall() == [("mail.tasks.send",)]
    assert "/konto/passord/nytt/" in posted()[0].body
    assert (Message.objects.get().state, Message.objects.get().text) == ("sent", "")
