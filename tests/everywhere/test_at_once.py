"""Two who save at the same moment: processes of their own, real commits, sent off together.

One wins and the other is told, with both texts; nothing is lost, and nothing is there twice.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import translation
from django_scopes import scope

from samspill.bodies.models import Seat, Term
from samspill.commitments.models import Commitment
from samspill.common.actors import program
from samspill.common.models import AuditEntry, today
from samspill.common.moments import in_full
from samspill.documents import actions as documents
from samspill.documents.models import Edition, ProvisionText
from samspill.in_use.actions import ask
from samspill.in_use.models import OwedRoutine
from samspill.in_use.owed import PROCESS
from samspill.parties.models import Assignment, ContactPoint, Party
from tests.cast import secretariat
from tests.everywhere.crashing.stage import Stage, staged
from tests.everywhere.crashing.together import Opened, opened, sent_together
from tests.everywhere.places import Place, places, post_only
from tests.everywhere.portions import ALL
from tests.everywhere.world import UNDECIDED, World, some_text

pytestmark = [pytest.mark.forks, pytest.mark.server]

DAY = datetime.timedelta(days=1)
GETS_ONLY = {
    "work:commitments:file", "work:log", "work:plans:sheet_file", "work:onboarding:template",
    "work:cases:file", "work:cases:paper", "work:people:export", "work:plans:overview_file",
}  # fmt: skip


@pytest.fixture(scope="module")
def stage(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[Stage]:
    with django_db_blocker.unblock(), staged(tmp_path_factory.mktemp("at-once")) as made:
        yield made


@pytest.fixture
def world(stage: Stage, django_db_blocker: Any) -> Iterator[World]:
    with django_db_blocker.unblock(), scope(partnership=stage.world.partnership):
        yield stage.world
        connection.close()
        stage.bring_back()


def work(world: World, rest: str) -> str:
    return f"/hf/{world.partnership.slug}/arbeid/{rest}"


def two(world: World, rest: str) -> tuple[Opened, Opened]:
    """The same form before two of the secretariat (signed in apart)."""
    path = work(world, rest)
    one, other = world.secretaries
    return opened(one, path), opened(other, path)


def _text(world: World) -> str:
    draft = world.draft
    rest = f"avtaler/{draft.document.slug}/utgaver/{draft.slug}/bestemmelser"
    return f"{rest}/{some_text(draft).pk}/"


def _term(world: World) -> Term:
    return Term.objects.filter(seat__body=world.body, valid_to=None).select_related("seat")[0]


FIELDS = [
    ("register/parter/{party}/endre/", "summary", "Den ene", "Den andre"),
    ("{text}", "body", "Den ene", "Den andre"),
    ("folk/{person}/endre/", "phone", "11 11 11 11", "22 22 22 22"),
    ("register/kontaktpunkter/{contact}/avslutt/", "last_day", "2040-01-01", "2040-01-02"),
    ("organer/{body}/perioder/{term}/avslutt/", "last_day", "2040-01-01", "2040-01-02"),
    ("folk/roller/{role}/avslutt/", "last_day", "2040-01-01", "2040-01-02"),
]


@pytest.mark.parametrize(("rest", "name", "one", "other"), FIELDS)
def test_one_wins_and_the_other_sees_both(
    world: World, rest: str, name: str, one: str, other: str
) -> None:
    term = _term(world)
    rest = rest.format(
        party=world.party.pk,
        text=_text(world),
        person=world.people["reporter"].pk,
        contact=ContactPoint.objects.filter(valid_to=None)[0].pk,
        body=world.body.slug,
        term=term.pk,
        role=Assignment.objects.get(person=world.people["reporter"]).pk,
    )
    first, second = two(world, rest)
    answers = sent_together(first.but(**{name: one}), second.but(**{name: other}))
    assert sorted(answer.status for answer in answers) == [302, 409]
    lost = answers[0] if answers[0].status == 409 else answers[1]
    won, typed = (other, one) if lost is answers[0] else (one, other)
    assert typed in lost.text
    assert as_read(won) in lost.text


def as_read(value: str) -> str:
    """A day as English pages write it; anything else as it stands."""
    try:
        with translation.override("en"):
            return in_full(datetime.date.fromisoformat(value))
    except ValueError:
        return value


def test_choices_of_many_are_not_written_over(world: World) -> None:
    first, second = two(world, f"register/dokumenter/{world.draft.document_id}/endre/")
    groups = [str(pk) for pk in world.draft.document.patient_groups.model.objects.values_list(
        "pk", flat=True)]  # fmt: skip
    answers = sent_together(
        first.but(patient_groups=groups[:1]), second.but(patient_groups=groups[1:3])
    )
    assert sorted(answer.status for answer in answers) == [302, 409]


def test_two_appoint_to_the_same_seat(world: World) -> None:
    seat = _term(world).seat
    Term.objects.filter(seat=seat).delete()
    first, second = two(world, f"organer/{world.body.slug}/plasser/{seat.pk}/oppnevn/")
    seen = {"meant": "1", "valid_from": str(today())}
    answers = sent_together(
        first.but(holder="Den ene", **seen), second.but(holder="Den andre", **seen)
    )
    assert sorted(answer.status for answer in answers) == [302, 422]
    assert Term.objects.filter(seat=seat).count() == 1


def test_two_publish_for_the_same_day(world: World) -> None:
    document = world.draft.document
    by = secretariat(world.partnership)
    other = documents.new_edition(by=by, document=document, label="utkast-to", based_on=world.draft)
    client = world.secretaries[0]
    forms = [
        opened(
            client,
            work(world, f"avtaler/{document.slug}/utgaver/{slug}/publiser/"),
            exception=UNDECIDED,
            adopted_on=str(today()),
            adopted_note="Muntlig",
        )
        for slug in (world.draft.slug, other.slug)
    ]
    answers = sent_together(*forms)
    assert sorted(answer.status for answer in answers) == [302, 422]
    assert Edition.objects.in_force_on(today()).filter(document=document).count() == 1


@pytest.mark.parametrize("ways", [("opp", "opp"), ("opp", "ned"), ("ned", "opp")])
def test_two_move_the_same_provision(world: World, ways: tuple[str, str]) -> None:
    texts = ProvisionText.objects.filter(edition=world.draft)
    before = sorted(texts.values_list("position", flat=True))
    path = work(world, f"{_text(world)}flytt/")
    client = world.secretaries[0]
    answers = sent_together(*(Opened(client, path, {"retning": way}) for way in ways))
    assert [answer.status for answer in answers] == [302, 302]
    assert sorted(texts.values_list("position", flat=True)) == before
    for text in texts.exclude(parent=None).select_related("parent"):
        assert text.parent is not None
        assert text.parent.position < text.position


def test_a_merger_while_a_seat_of_the_municipality_is_open(world: World) -> None:
    date = datetime.date(today().year + 1, 1, 1)
    seats = Seat.objects.filter(represents_party=world.party, valid_to=None)
    seat = seats.select_related("body")[0]
    Term.objects.filter(seat=seat).delete()
    client = world.secretaries[0]
    merging = opened(
        client, work(world, "sammenslaing/"), date=str(date), name="Nysund", number="9990",
        parties=[str(world.party.pk), str(world.other_party.pk)], meant="1",
    )  # fmt: skip
    appointing = opened(
        client, work(world, f"organer/{seat.body.slug}/plasser/{seat.pk}/oppnevn/"),
        holder="Ny", valid_from=str(date), meant="1",
    )  # fmt: skip
    merged, appointed = sent_together(merging, appointing)
    assert merged.status == 302
    assert appointed.status in {302, 422}
    new = Party.objects.get(name="Nysund")
    sits = list(Term.objects.filter(holder="Ny"))
    assert {term.seat.represents_party_id for term in sits if term.holds_on(date)} <= {new.pk}
    assert bool(sits) == (appointed.status == 302)


def test_nobody_is_appointed_to_a_seat_that_has_ended(world: World) -> None:
    seat = _term(world).seat
    form = opened(
        world.secretaries[0],
        work(world, f"organer/{world.body.slug}/plasser/{seat.pk}/oppnevn/"),
        holder="Ny", valid_from=str(today() + DAY), meant="1",
    )  # fmt: skip
    Term.objects.filter(seat=seat).delete()
    Seat.objects.filter(pk=seat.pk).update(valid_to=today())
    (answer,) = sent_together(form)
    assert answer.status == 422
    assert not Term.objects.filter(holder="Ny").exists()


def clicked(world: World) -> list[Place]:
    """Task pages with a form, every other one unless ``SAMSPILL_TEST_ALL``, and some registers."""
    kinds = ("dokumenter", "perioder")
    found = [
        place
        for place in places(world)
        if place.exists
        and place.name not in GETS_ONLY
        and place.kwargs.get("register", kinds[0]) in kinds
        and place.is_allowed(world.actor("secretariat"))
    ]
    each = list({(p.name, p.kwargs.get("register")): p for p in found}.values())
    return each if ALL else each[::2]


@pytest.mark.once
def test_a_button_pressed_twice_saves_once(world: World, stage: Stage) -> None:
    client = world.secretaries[0]
    wrong, once = [], 0
    token = opened(client, work(world, "folk/ny/")).data["csrfmiddlewaretoken"]
    for place in clicked(world):
        path = place.path(world.partnership.slug)
        form = Opened(client, path, {"reason": "Feil", "csrfmiddlewaretoken": token})
        if place.name not in post_only():
            form = opened(client, path)
        if place.name == "work:mergers:merge":
            parties = [str(world.party.pk), str(world.other_party.pk)]
            form = form.but(meant="1", number="9990", date="2031-01-01", parties=parties)
        if place.name == "work:bodies:appoint":
            form = form.but(meant="1", end_previous="on")
        if place.name == "work:onboarding:report":
            form = form.but(mark=client.get(path).context["form"].plan.mark)
        connection.close()
        single = sent_together(form)[0]
        counted = AuditEntry.objects.count()
        connection.close()
        stage.bring_back()
        before_count = AuditEntry.objects.count()
        answers = sent_together(form, form)
        written = AuditEntry.objects.count() - before_count
        expected = counted - before_count
        same = {(a.status, a.location) for a in answers}
        if single.status == 302 and (len(same) != 1 or written != expected):
            wrong.append((str(place), [(a.status, a.location) for a in answers], written, expected))
        if any(a.status >= 500 for a in [single, *answers]):
            wrong.append((str(place), "500"))
        once += single.status == 302 and expected > 0
        connection.close()
        stage.bring_back()
    assert wrong == []
    assert once >= 15, once


def test_what_two_ask_at_once_is_asked_once(world: World, stage: Stage) -> None:
    """Past the pages, which take turns: a job beside somebody who presses the button."""
    asked, answered = Event(), Event()
    counts: dict[str, int] = {}

    def ask_all(who: str) -> None:
        with scope(partnership=world.partnership):
            by = program(who)
            edition = world.published
            counts[who] = ask(by=by, partnership=world.partnership, edition=edition, date=today())

    def first() -> None:
        with transaction.atomic():
            ask_all("first")
            asked.set()
            assert not answered.wait(0.5)

    def second() -> None:
        assert asked.wait(30)
        ask_all("second")
        answered.set()

    with ThreadPoolExecutor(2) as threads:
        for ended in [threads.submit(one) for one in (closing(first), closing(second))]:
            ended.result()
    assert counts["first"] > 2
    assert counts["second"] == 0
    things = OwedRoutine.objects.filter(thing=world.published)
    assert things.count() == Commitment.objects.of_process(PROCESS.slug).count()


def closing(do: Callable[[], None]) -> Callable[[], None]:
    """The same, with the thread's own connection closed afterwards."""

    def done() -> None:
        try:
            do()
        finally:
            connection.close()

    return done
