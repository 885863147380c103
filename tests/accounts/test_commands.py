"""The operator's commands about who signs in."""

from __future__ import annotations

import logging

import pytest
from allauth.mfa.models import Authenticator
from click.testing import CliRunner
from django.conf import settings
from django.test import Client
from django_scopes import scopes_disabled

from samspill.accounts.models import Invitation, User
from samspill.cli import samspill
from samspill.common.models import AuditEntry, Partnership
from tests.accounts.conftest import PASSWORD
from tests.accounts.test_attempts import secret  # noqa: F401 (fixture)
from tests.accounts.test_signing_in import sign_in

pytestmark = pytest.mark.django_db


def test_an_operator_is_invited_to_the_site_that_the_settings_name() -> None:
    done = CliRunner().invoke(samspill, ["invite", "d@example.no", "--name", "D", "--operator"])
    assert done.exit_code == 0, done.output
    assert done.output.startswith(f"{settings.SITE_ADDRESS}/konto/invitasjon/")
    assert Invitation.objects.get().is_operator


@pytest.mark.usefixtures("secret")
def test_who_has_lost_the_second_step_signs_in_with_the_password_and_sets_it_up_anew(
    kari: User,
) -> None:
    elsewhere = Client()
    elsewhere.force_login(kari, backend=settings.AUTHENTICATION_BACKENDS[0])
    assert elsewhere.get("/konto/").status_code == 200
    assert sign_in(Client()).headers["Location"] != "/konto/"
    done = CliRunner().invoke(samspill, ["lost-second-step", kari.email])
    assert done.exit_code == 0, done.output
    assert not Authenticator.objects.exists()
    assert elsewhere.get("/konto/").status_code == 302
    assert sign_in(Client(), password=PASSWORD).headers["Location"] == "/konto/"
    with scopes_disabled():
        assert AuditEntry.objects.filter(action="forget second step").count() == 1
    assert CliRunner().invoke(samspill, ["lost-second-step", "x@example.no"]).exit_code == 2


def test_who_is_refused_is_logged_by_a_mark_that_the_operator_can_find(
    client: Client, kari: User, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    Partnership.objects.create(slug="nord", name="Nord")
    monkeypatch.setattr(logging.getLogger("samspill"), "propagate", True)
    client.force_login(kari, backend=settings.AUTHENTICATION_BACKENDS[0])
    assert client.get("/hf/nord/arbeid/logg/").status_code == 403, "without a role"
    User.objects.filter(pk=kari.pk).update(is_operator=True)
    assert client.post("/hf/nord/arbeid/logg/").status_code == 403, "with another role"
    lines = [one.getMessage() for one in caplog.records if one.name == "samspill.refused"]
    said = list(dict.fromkeys(lines))
    (mark,) = {line.rpartition(" ")[2] for line in said}
    assert said == [f"{method} /arbeid/logg/ refused to {mark}" for method in ("GET", "POST")]
    assert CliRunner().invoke(samspill, ["whose", mark]).output == f"{kari.email}\n"
    assert CliRunner().invoke(samspill, ["whose", "0" * 32]).exit_code == 2
