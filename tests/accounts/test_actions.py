"""Inviting, accepting, keeping out and signing out: what is done, and what is written down."""

from __future__ import annotations

import datetime
import re

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone
from django_scopes import scopes_disabled

from samspill.accounts import actions
from samspill.accounts.models import Invitation, User
from samspill.common.models import AuditEntry
from tests.accounts.conftest import PASSWORD, MakeUser, posted
from tests.accounts.test_signing_in import sign_in

pytestmark = pytest.mark.django_db
SITE = "https://samspill.example.no"
CHOSEN = {
    "name": "Ola Nordmann",
    "password1": "tolv muntre esler",
    "password2": "tolv muntre esler",
}


def audit() -> list[tuple[str, str, str, dict]]:
    with scopes_disabled():
        rows = AuditEntry.objects.exclude(action="sign in").order_by("id")
        return [(row.by, row.action, row.object, row.detail) for row in rows]


def invite(commit, **given) -> str:
    given = {"email": "Ola@Example.no", "name": "Ola", "by": "drift", "origin": SITE, **given}
    with commit(execute=True):
        return actions.invite(**given)


def test_an_invitation_is_sent_by_mail_and_accepted_with_a_password(
    client: Client, django_capture_on_commit_callbacks
) -> None:
    address = invite(django_capture_on_commit_callbacks)
    (sent,) = posted()
    assert sent.to == ["ola@example.no"]
    assert sent.subject == "Du er invitert til Samspill"
    assert re.findall(r"https://\S+", sent.body) == [address]
    assert "Lenken virker i 14 dager" in sent.body

    page = client.get(address).content.decode()
    assert "Du er invitert til å logge inn som ola@example.no." in page
    assert client.post(address, CHOSEN).headers["Location"] == "/konto/"
    assert "Ola Nordmann, ola@example.no" in client.get("/konto/").content.decode()
    user = User.objects.get()
    assert (user.name, user.is_operator, user.is_active) == ("Ola Nordmann", False, True)
    assert audit() == [
        ("drift", "invite", "ola@example.no", {"is_operator": False}),
        ("ola@example.no", "accept invitation", "ola@example.no", {"is_operator": False}),
    ]


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"password1": "kort", "password2": "kort"}, "Passordet er for kort"),
        ({"password2": "noe annet her"}, "De to passordene er ulike."),
        (
            {"password1": "ola@example.no", "password2": "ola@example.no"},
            "Passordet ligner for mye",
        ),
        ({"name": ""}, "Navnet ditt: Feltet er påkrevet."),
    ],
)
def test_a_poor_answer_to_an_invitation_is_explained_and_kept(
    client: Client, django_capture_on_commit_callbacks, given: dict, told: str
) -> None:
    address = invite(django_capture_on_commit_callbacks)
    page = client.post(address, {**CHOSEN, **given}).content.decode()
    assert told in page
    assert f'value="{given.get("name", "Ola Nordmann")}"' in page or not given.get("name", "x")
    assert not User.objects.exists()


def test_an_invitation_is_good_once_and_not_for_ever(
    client: Client, django_capture_on_commit_callbacks
) -> None:
    first = invite(django_capture_on_commit_callbacks)
    second = invite(django_capture_on_commit_callbacks)
    assert client.get(first).status_code == 410
    assert client.get(second).status_code == 200
    with time_machine.travel(timezone.now() + datetime.timedelta(days=15)):
        assert client.get(second).status_code == 410
    client.post(second, CHOSEN)
    assert Client().get(second).status_code == 410
    assert Client().get("/konto/invitasjon/gjettet/").status_code == 410


def test_only_the_digest_of_a_key_is_kept(django_capture_on_commit_callbacks) -> None:
    key = invite(django_capture_on_commit_callbacks).rstrip("/").rsplit("/", 1)[1]
    assert len(key) >= 43
    assert key not in str(Invitation.objects.values().get())


def test_who_is_a_user_is_not_invited(kari: User) -> None:
    with pytest.raises(actions.AlreadyUser):
        actions.invite(email="KARI@example.no", name="Kari", by="drift", origin=SITE)


def test_nothing_is_half_done(django_capture_on_commit_callbacks, monkeypatch) -> None:
    invite(django_capture_on_commit_callbacks)
    monkeypatch.setattr(actions, "_note", lambda *_, **__: 1 / 0)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        actions.accept_invitation(invitation=Invitation.objects.get(), by="ola", password="x")
    assert not User.objects.exists()
    assert Invitation.objects.open().count() == 1


def test_disabling_ends_every_session_at_once_and_enabling_restores_none(kari: User) -> None:
    browsers = [Client() for _ in range(3)]
    for browser in browsers:
        sign_in(browser)
    lent = Client()
    lent.force_login(kari)
    for browser in [*browsers, lent]:
        assert browser.get("/konto/").status_code == 200
    actions.disable_user(user=kari, by="drift")
    for browser in [*browsers, lent]:
        assert browser.get("/konto/").status_code == 302
    assert sign_in(browsers[0]).headers["Location"] == "/konto/sperret/"
    actions.enable_user(user=kari, by="drift")
    for browser in [*browsers, lent]:
        assert browser.get("/konto/").status_code == 302
    assert sign_in(browsers[0]).headers["Location"] == "/konto/"
    assert audit() == [
        ("drift", "disable user", "kari@example.no", {"sessions": 4}),
        ("drift", "enable user", "kari@example.no", {}),
    ]


def test_ending_sessions_leaves_other_users_alone(kari: User, make_user: MakeUser) -> None:
    make_user("ola@example.no")
    hers, his = Client(), Client()
    sign_in(hers)
    sign_in(his, "ola@example.no")
    actions.end_sessions(user=kari, by=kari)
    assert hers.get("/konto/").status_code == 302
    assert his.get("/konto/").status_code == 200
    assert audit() == [("kari@example.no", "end sessions", "kari@example.no", {"sessions": 1})]


def test_signing_out_everywhere_else_keeps_this_browser(client: Client, kari: User) -> None:
    other = Client()
    sign_in(other)
    sign_in(client)
    page = client.get("/konto/okter/").content.decode()
    assert "Denne nettleseren" in page
    client.post("/konto/bekreft/", {"password": PASSWORD})
    assert "Denne nettleseren" in client.get("/konto/okter/").content.decode()
    client.post("/konto/okter/")
    assert client.get("/konto/").status_code == 200
    assert other.get("/konto/").status_code == 302


def test_the_database_refuses_an_address_in_two_cases(kari: User) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.bulk_create([User(email="Kari@example.no", name="Kari to")])


def test_a_new_password_by_mail_signs_out_everywhere(client: Client, kari: User) -> None:
    thief = Client()
    sign_in(thief)
    client.post("/konto/passord/glemt/", {"email": "Kari@example.no"})
    (sent,) = posted()
    assert sent.subject == "Nytt passord til Samspill"
    link = re.search(r"http://testserver(/konto/passord/nytt/\S+)", sent.body)
    assert link
    form = client.get(link[1], follow=True)
    assert form.redirect_chain[-1][0].endswith("-set-password/")
    chosen = {"password1": "tolv muntre esler", "password2": "tolv muntre esler"}
    answer = client.post(form.redirect_chain[-1][0], chosen, follow=True)
    assert "Det nye passordet gjelder" in answer.content.decode()
    assert thief.get("/konto/").status_code == 302
    assert "feil" in sign_in(client, password=PASSWORD).content.decode()
    assert sign_in(client, password="tolv muntre esler").headers["Location"] == "/konto/"
    assert (
        "Lenken virker ikke" in client.get(link[1]).content.decode()
        or client.get(link[1], follow=True).redirect_chain
    )
    assert posted()[1].subject == "Passordet ditt er endret"


def test_a_new_password_by_mail_opens_what_others_locked(client: Client, kari: User) -> None:
    for _ in range(6):
        sign_in(client, password="feil")
    client.post("/konto/passord/glemt/", {"email": kari.email})
    link = re.search(r"http://testserver(\S+)", posted()[0].body)
    assert link
    form = client.get(link[1], follow=True)
    chosen = {"password1": "tolv muntre esler", "password2": "tolv muntre esler"}
    client.post(form.redirect_chain[-1][0], chosen)
    assert sign_in(client, password="tolv muntre esler").headers["Location"] == "/konto/"


def test_no_mail_goes_to_who_has_no_open_sign_in(client: Client, make_user: MakeUser) -> None:
    make_user(is_active=False)
    for email in ("kari@example.no", "ingen@example.no"):
        answer = client.post("/konto/passord/glemt/", {"email": email})
        assert answer.headers["Location"] == "/konto/passord/glemt/sendt/"
    assert posted() == []
