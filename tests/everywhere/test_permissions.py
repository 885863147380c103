"""The matrix: everyone of the cast × every model × every action × every object of two sets of data.

Both answers of a rule must agree ("may this actor?" and "which ones?"), nothing of another
helsefellesskap is ever within reach, and no address of the project is without a guard.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Model
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django_scopes import scope, scopes_disabled

from samspill.accounts.models import User
from samspill.bodies.models import Body
from samspill.common.actors import ANYONE, Actor, Held
from samspill.common.checks import check_the_house, models
from samspill.common.models import AuditEntry, Partnership, Scoped
from samspill.common.permissions import Rule, may, rule_of, which
from samspill.documents.models import Document, Edition, Responsibility
from samspill.parties import actions as parties
from samspill.parties.models import Party, Person
from tests.everywhere.signed_in import work_paths

PUBLIC_NAMESPACES = {"public", "letterbox"}
OPEN = ("healthz", "readyz", "workz", "offline", "offline_worker")


def ruled() -> list[type[Model]]:
    found = [m for m in models() if isinstance(getattr(m, "permissions", None), Rule)]
    return [m for m in found if issubclass(m, Scoped) or m is AuditEntry]


def cast(partnership: Partnership) -> dict[str, Actor]:
    """One of each role, and someone with none."""
    party = Party.objects.municipalities().first()
    document = Document.objects.filter(is_public=False).first()
    assert party is not None
    responsible = Responsibility.objects.filter(document=document).first()
    body = responsible.body if responsible else Body.objects.all()[0]
    person = Person.objects.first()

    def one(*held: Held) -> Actor:
        return Actor("X", 1, person and person.pk, partnership.pk, held)

    seats = ("member", "substitute", "observer", "secretary", "chair", "deputy_chair")
    return {
        "nobody": ANYONE,
        "without a role": one(),
        "secretariat": one(Held("secretariat")),
        "operator": one(Held("operator")),
        "editor": one(Held("editor")),
        "regional reader": one(Held("regional_reader")),
        "contact": one(Held("contact", "party", party.pk)),
        "reporter": one(Held("reporter", "party", party.pk)),
        **{kind: one(Held(kind, "body", body.pk)) for kind in seats},
    }


def test_every_model_of_the_domain_has_a_rule() -> None:
    assert check_the_house(None) == []
    assert len(ruled()) > 50


def test_the_two_answers_agree_for_everyone_and_everything(two: Any) -> None:
    ours, theirs = two
    cells = 0
    wrong = []
    with scope(partnership=ours):
        actors = cast(ours)
        for model in ruled():
            objects = model._default_manager.all()  # type: ignore[attr-defined]
            some = list(objects[:60])
            for action in ("see", *rule_of(model).actions):
                for name, actor in actors.items():
                    allowed = set(which(actor, objects, action).values_list("pk", flat=True))
                    for record in some:
                        cells += 1
                        if may(actor, action, record) != (record.pk in allowed):
                            wrong.append((name, action, str(record)))
    assert wrong == []
    assert cells > 10_000
    with scope(partnership=theirs):
        foreign = list(Party.objects.all()) + list(Document.objects.all())
    assert [
        (name, str(record))
        for name, actor in actors.items()
        for record in foreign
        if actor.partnership and may(actor, "change", record)
    ] == []


def test_what_anyone_may_see_is_what_the_public_pages_show(two: Any) -> None:
    with scope(partnership=two[0]):
        assert set(which(ANYONE, Document.objects.all())) == set(Document.objects.public())
        assert set(which(ANYONE, Edition.objects.all())) == set(Edition.objects.public())
        assert set(Document.objects.all()) - set(Document.objects.public())


def addresses() -> Iterator[tuple[str, URLPattern]]:
    def walk(resolver: URLResolver, path: str, spaces: tuple[str, ...]) -> Iterator[Any]:
        for pattern in resolver.url_patterns:
            here = path + str(pattern.pattern)
            if isinstance(pattern, URLResolver):
                more = (pattern.namespace,) if pattern.namespace else ()
                yield from walk(pattern, here, (*spaces, *more))
            else:
                yield (*spaces, pattern.name), here, pattern

    for spaces, here, pattern in walk(get_resolver(), "", ()):
        yield ":".join(str(name) for name in spaces), pattern
        assert here is not None


def test_every_address_is_open_on_purpose_or_asks_who_one_is() -> None:
    unguarded = []
    for name, pattern in addresses():
        space = name.split(":")[0]
        is_work = getattr(pattern.callback, "is_work_page", False)
        is_sign_in = pattern.callback.__module__.startswith(("allauth.", "samspill.accounts."))
        if space == "work":
            if not is_work:
                unguarded.append(name)
        elif space not in PUBLIC_NAMESPACES and space not in OPEN and not is_sign_in:
            unguarded.append(name)
    assert unguarded == []


def test_a_visitor_is_asked_to_sign_in_everywhere(two: Any) -> None:
    client = Client()
    for path in work_paths(two[0]):
        for answer in (client.get, client.post):
            response = answer(f"/hf/eksempel/arbeid/{path}")
            assert response.status_code == 302, path
            assert response["Location"].startswith("/hf/eksempel/konto/logg-inn/"), path


def test_the_secretariat_reaches_all_of_its_own_and_nothing_of_others(
    two: Any, secretary: Client
) -> None:
    ours, theirs = two
    for path in work_paths(ours):
        assert secretary.get(f"/hf/eksempel/arbeid/{path}").status_code == 200, path
    with scopes_disabled():
        before = AuditEntry.objects.count()
    own = set(work_paths(ours))
    for path in work_paths(theirs):
        there = secretary.get(f"/hf/st-olav/arbeid/{path}")
        if path:
            assert there.status_code == 403, path
        else:
            # Whoever signs in where they have no role is led to where they have one.
            assert there.headers["Location"] == "/hf/eksempel/arbeid/"
        posted = secretary.post(f"/hf/st-olav/arbeid/{path}")
        assert posted.status_code == 403, path
        if path not in own and any(part.isdigit() for part in path.split("/")):
            here = secretary.get(f"/hf/eksempel/arbeid/{path}")
            assert here.status_code == 404, path
    with scopes_disabled():
        assert AuditEntry.objects.count() == before


def test_reading_what_is_not_public_is_written_down(two: Any, secretary: Client) -> None:
    with scope(partnership=two[0]):
        person = Person.objects.exclude(name="Siri").first()
        assert person is not None
        exempt = Edition.objects.filter(document__is_public=False).select_related("document")[0]
        open_one = Edition.objects.public().select_related("document")[0]
    paths = [f"folk/{person.pk}/", f"avtaler/{exempt.document.slug}/utgaver/{exempt.slug}/"]
    for path in [*paths, f"avtaler/{open_one.document.slug}/utgaver/{open_one.slug}/"]:
        assert secretary.get(f"/hf/eksempel/arbeid/{path}").status_code == 200
    with scope(partnership=two[0]):
        read = AuditEntry.objects.filter(action="read").order_by("pk")
        assert [entry.object_id for entry in read] == [person.pk, exempt.pk]


def test_ones_other_helsefellesskap_are_listed_to_switch_to(two: Any, secretary: Client) -> None:
    user = User.objects.get(email="siri@example.no")
    page = secretary.get("/hf/eksempel/arbeid/").content.decode()
    assert "/hf/st-olav/arbeid/" not in page
    with scope(partnership=two[1]):
        by = Actor("test", partnership=two[1].pk, roles=(Held("secretariat"),))
        parties.save_person(by=by, person=Person(partnership=two[1], name="Siri", user=user))
    page = secretary.get("/hf/eksempel/arbeid/").content.decode()
    assert "/hf/st-olav/arbeid/" in page
