"""Demonstration sign-ins, one for each role, in every helsefellesskap of the installation.

The people are invented and marked so. Roles that are no seats are given everywhere; seats are taken
over from people only where the helsefellesskap itself is invented.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.db import transaction
from django.db.models import Q
from django_scopes import scope

from samspill.accounts.demonstration import PASSWORD, make_demo_users
from samspill.accounts.models import User
from samspill.bodies.models import Office, Role, Term
from samspill.common.actors import Actor, program
from samspill.common.models import Partnership, today
from samspill.parties import actions
from samspill.parties.models import Assignment, Party, Person


@dataclass(frozen=True)
class DemoSignIn:
    """What ``make run`` prints: an address, the role, and the helsefellesskap."""

    email: str
    role: str
    where: str


CAST = {
    Assignment.Kind.SECRETARIAT: ("sekretariat", "Siri Sekretær"),
    Assignment.Kind.CONTACT: ("kontakt", "Kari Kontakt"),
    Assignment.Kind.REPORTER: ("melder", "Mons Melder"),
    Assignment.Kind.EDITOR: ("redaktor", "Rita Redaktør"),
    Assignment.Kind.REGIONAL_READER: ("regional", "Regine Regional"),
}
DOMAIN = "demo.example"
SEATS = {
    "leder": "chair",
    "medlem": Role.MEMBER,
    "vara": Role.SUBSTITUTE,
    "sekretaer": Role.SECRETARY,
    "bruker": "user_representative",
}


@transaction.atomic
def make_all() -> list[DemoSignIn]:
    """Makes the users and their roles, once; a second time changes nothing.

    Raises:
        NoDemonstration: the installation is in earnest.
    """
    operator = make_demo_users([(f"drift@{DOMAIN}", "Dag Drift", "nb")])[0]
    User.objects.filter(pk=operator.pk).update(is_operator=True)
    made = [DemoSignIn(operator.email, "operator", "")]
    given = [(f"{local}@{DOMAIN}", name, "") for local, name in CAST.values()]
    users = dict(zip(CAST, make_demo_users(given), strict=True))
    for partnership in Partnership.objects.order_by("pk"):
        with scope(partnership=partnership):
            by = _by(partnership)
            for kind, user in users.items():
                _give(by, partnership, user, kind)
                made.append(DemoSignIn(user.email, str(kind), partnership.slug))
            if partnership.is_invented:
                made += _seats(partnership)
    return made


def _by(partnership: Partnership) -> Actor:
    maker = program("samspill")
    return replace(maker, partnership=partnership.pk, language=partnership.language)


def _give(by: Actor, partnership: Partnership, user: User, kind: str) -> None:
    person = Person.objects.filter(user=user).first()
    if person is None:
        person = actions.save_person(
            by=by,
            person=Person(
                partnership=partnership,
                slug=f"demo-{user.email.split('@')[0]}",
                name=user.name,
                user=user,
                email=user.email,
                is_invented=True,
            ),
        )
    if Assignment.objects.filter(person=person, kind=kind).exists():
        return
    party = Party.objects.municipalities().members_on(today()).order_by("sort_key").first()
    if kind in Assignment.FOR_A_PARTY and party is None:
        return
    actions.give_role(by=by, person=person, kind=kind, party=party)


def _seats(partnership: Partnership) -> list[DemoSignIn]:
    """Users for the first invented holder of each sort of seat."""
    made = []
    terms = Term.objects.on(today()).filter(person__is_invented=True, person__user=None)
    for local, role in SEATS.items():
        email = f"{local}.{partnership.slug}@{DOMAIN}"
        person = Person.objects.filter(user__email=email).first()
        if person is None:
            term = terms.filter(_of(role)).select_related("person").order_by("pk").first()
            if term is None or term.person is None:
                continue
            person = term.person
            person.user = make_demo_users([(email, person.name, "")])[0]
            person.save(update_fields=["user"])
        made.append(DemoSignIn(email, str(role), partnership.slug))
    return made


def _of(role: str) -> Q:
    """The condition on terms of the seats of that sort."""
    chairs = Office.objects.on(today()).filter(kind=Office.Kind.CHAIR).values("seat")
    for_users = Q(seat__represents_party__kind=Party.Kind.USER_ORGANISATION)
    if role == "chair":
        return Q(seat__in=chairs)
    if role == "user_representative":
        return for_users
    return Q(seat__role=role) & ~Q(seat__in=chairs) & ~for_users


def as_table(made: list[DemoSignIn]) -> str:
    """The sign-ins as ``make run`` prints them: one line for each address."""
    where: dict[tuple[str, str], list[str]] = {}
    for one in made:
        where.setdefault((one.email, one.role), []).append(one.where)
    lines = [
        f"  {email:34} {role:16} {', '.join(slug for slug in slugs if slug)}"
        for (email, role), slugs in where.items()
    ]
    return "\n".join(
        ["Demonstration sign-ins (invented people), all with the password " + PASSWORD, *lines]
    )
