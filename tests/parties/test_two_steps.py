"""A helsefellesskap says which roles need a second step; whoever lacks it sets it up first."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django_scopes import scope, scopes_disabled

from samspill.accounts.models import User
from samspill.bodies.models import Office
from samspill.bodies.roles import OFFICES_WITH_A_ROLE
from samspill.common.actors import Actor, Held, program
from samspill.common.models import AuditEntry, Partnership, today
from samspill.common.permissions import OPERATOR
from samspill.common.roles import actor_of
from samspill.parties import actions
from samspill.parties.models import Assignment, Person, SecondStepDemand
from samspill.parties.two_steps import is_demanded_of
from tests.accounts.conftest import PASSWORD
from tests.accounts.test_attempts import code_now

pytestmark = pytest.mark.django_db
Role = SecondStepDemand.Role
HOME, NEW_PERSON = "/hf/prove/arbeid/", "/hf/prove/arbeid/folk/ny/"
SECOND_STEP = "/hf/prove/konto/totrinn/"
TYPED = {"name": "Ada Langt Navn"}


@pytest.fixture
def prove(db: None) -> Iterator[Partnership]:
    made = Partnership.objects.create(slug="prove", name="Prøve", short_name="Prøve")
    with scope(partnership=made):
        yield made


def employed(prove: Partnership, kind: str, email: str = "kari@example.no") -> User:
    user = User(email=email, name=email.split("@")[0].title())
    user.set_password(PASSWORD)
    user.save()
    person = Person(partnership=prove, name=user.name, user=user, email=email)
    actions.save_person(by=program("test"), person=person)
    actions.give_role(by=program("test"), person=person, kind=kind, party=None)
    return user


def demand(prove: Partnership, role: str) -> None:
    SecondStepDemand.objects.create(partnership=prove, role=role)


def signed_in(user: User) -> Client:
    client = Client()
    client.cookies["sprak"] = "en"
    client.post("/konto/logg-inn/", {"login": user.email, "password": PASSWORD})
    return client


def with_app(client: Client) -> None:
    """Sets up an app as the person does, from the page that leads there."""
    client.post("/hf/prove/konto/bekreft/", {"password": PASSWORD})
    form = client.get("/hf/prove/konto/totrinn/app/").context["form"]
    client.post("/hf/prove/konto/totrinn/app/", {"code": code_now(form.secret)})


def test_nobody_is_asked_where_nothing_is_demanded(prove: Partnership) -> None:
    assert signed_in(employed(prove, "secretariat")).get(HOME).status_code == 200


def test_who_has_such_a_role_sets_it_up_first_and_goes_on(prove: Partnership) -> None:
    demand(prove, Role.SECRETARIAT)
    client = signed_in(employed(prove, "secretariat"))
    for page in (HOME, NEW_PERSON, "/hf/prove/arbeid/omvisning/"):
        led = urlsplit(client.get(page).headers["Location"])
        assert (led.path, parse_qs(led.query)) == (SECOND_STEP, {"next": [page]})
    shown = client.get(client.get(HOME).headers["Location"]).content.decode()
    assert "/hf/prove/konto/totrinn/app/" in shown
    assert "/hf/prove/konto/nokler/ny/" in shown
    with_app(client)
    assert "Go on to where you were going" in client.get("/hf/prove/konto/").content.decode()
    assert client.get(SECOND_STEP).headers["Location"] == HOME
    assert client.get(HOME).status_code == 200
    assert "Go on to where" not in client.get("/hf/prove/konto/").content.decode()


def test_with_a_second_step_one_goes_straight_in(prove: Partnership) -> None:
    demand(prove, Role.EVERYONE)
    user = employed(prove, "editor")
    Authenticator.objects.create(
        user=user, type=Authenticator.Type.WEBAUTHN, data={"name": "Telefon"}
    )
    client = Client()
    client.force_login(user)
    assert client.get(HOME).status_code == 200


def test_recovery_codes_alone_are_no_second_step(prove: Partnership) -> None:
    demand(prove, Role.EVERYONE)
    user = employed(prove, "editor")
    Authenticator.objects.create(user=user, type=Authenticator.Type.RECOVERY_CODES, data={})
    client = Client()
    client.force_login(user)
    assert client.get(HOME).status_code == 302


def test_other_roles_and_other_helsefellesskap_are_left_alone(prove: Partnership) -> None:
    other = Partnership.objects.create(slug="annet", name="Annet", short_name="Annet")
    SecondStepDemand.objects.create(partnership=other, role=Role.EVERYONE)
    demand(prove, Role.SECRETARIAT)
    assert signed_in(employed(prove, "editor")).get(HOME).status_code == 200


def test_the_pages_of_signing_in_and_the_public_ones_stay_open(prove: Partnership) -> None:
    demand(prove, Role.EVERYONE)
    client = signed_in(employed(prove, "editor"))
    for page in ("/hf/prove/konto/", "/hf/prove/konto/okter/", "/hf/prove/", SECOND_STEP):
        assert client.get(page).status_code == 200


def test_what_was_sent_is_not_saved_and_not_lost(prove: Partnership) -> None:
    client = signed_in(employed(prove, "secretariat"))
    demand(prove, Role.SECRETARIAT)
    sent = client.post(NEW_PERSON, TYPED)
    assert sent.headers["Location"].startswith(SECOND_STEP)
    assert not Person.objects.filter(name=TYPED["name"]).exists()
    client.get(sent.headers["Location"])
    with_app(client)
    assert client.get(SECOND_STEP).headers["Location"] == NEW_PERSON
    assert TYPED["name"] in client.get(NEW_PERSON).content.decode()


def test_who_switches_it_off_is_led_there_again(prove: Partnership) -> None:
    demand(prove, Role.SECRETARIAT)
    user = employed(prove, "secretariat")
    client = signed_in(user)
    with_app(client)
    assert client.get(HOME).status_code == 200
    Authenticator.objects.filter(user=user).delete()
    assert client.get(HOME).headers["Location"].startswith(SECOND_STEP)


def test_the_way_on_never_leads_to_another_site(prove: Partnership) -> None:
    client = signed_in(employed(prove, "secretariat"))
    client.get(SECOND_STEP, {"next": "https://evil.example/"})
    with_app(client)
    assert client.get(SECOND_STEP).status_code == 200


def test_the_secretariat_demands_it_in_the_register_and_the_log_says_so(
    prove: Partnership,
) -> None:
    client = signed_in(employed(prove, "secretariat"))
    address = "/hf/prove/arbeid/register/totrinn/"
    assert client.get(address).status_code == 200
    client.post(f"{address}ny/", {"role": Role.SEAT})
    assert [one.role for one in SecondStepDemand.objects.all()] == [Role.SEAT]
    with scopes_disabled():
        assert AuditEntry.objects.filter(model="parties.secondstepdemand").count() == 1


def test_who_is_not_the_secretariat_neither_sees_nor_changes_it(prove: Partnership) -> None:
    client = signed_in(employed(prove, "editor"))
    demand(prove, Role.SECRETARIAT)
    address = "/hf/prove/arbeid/register/totrinn/"
    assert str(Role.SECRETARIAT.label) not in client.get(address).content.decode()
    assert client.post(f"{address}ny/", {"role": Role.EVERYONE}).status_code == 403
    assert SecondStepDemand.objects.count() == 1


@pytest.mark.parametrize(
    ("role", "held"),
    [
        (Role.OPERATOR, Held(OPERATOR)),
        (Role.SEAT, Held("member", "body", 1)),
        (Role.SEAT, Held("chair", "body", 1)),
        (Role.CHAIR, Held("chair", "body", 1)),
        (Role.EVERYONE, Held("regional_reader")),
    ],
)
def test_each_role_is_demanded_of_those_who_hold_it(
    prove: Partnership, role: str, held: Held
) -> None:
    demand(prove, role)
    demanded = actor_of(employed(prove, "secretariat"), prove, today()).demanded
    reporter = Held("reporter", "party", 1)
    assert is_demanded_of(Actor("Ada", roles=(held,), demanded=demanded))
    assert is_demanded_of(Actor("Ada", roles=(reporter,), demanded=demanded)) == (
        role == Role.EVERYONE
    )
    assert not is_demanded_of(Actor("Ada", demanded=demanded))


def test_every_role_that_there_is_can_be_named() -> None:
    offices = {str(Office.Kind(kind)) for kind in OFFICES_WITH_A_ROLE}
    assert set(Assignment.Kind.values) | offices | {OPERATOR} <= set(Role.values)
