"""Every kind of save, as it is done from a page: by its action, or by the page itself."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

from django.test import Client
from django_scopes import scope

from samspill.bodies import actions as bodies
from samspill.bodies.actions import hand_over, held_after
from samspill.bodies.models import Body, BodySuccession, Seat, Term
from samspill.commitments.actions import Owes, open_commitment
from samspill.commitments.models import Commitment
from samspill.commitments.tasks import go_over_to_successors
from samspill.common import actions
from samspill.common.actors import program
from samspill.common.models import Source, today
from samspill.common.workbooks.rows import WorkbookReading
from samspill.documents import actions as documents
from samspill.documents.models import Document, PatientGroup, ProvisionText
from samspill.mergers.actions import merge
from samspill.onboarding.carrying_out import carry_out
from samspill.onboarding.comparing import compare
from samspill.parties import actions as parties
from samspill.parties.models import Assignment, ContactPoint, Facility, Party, Person
from samspill.plans.following import wanted_of
from samspill.plans.models import Measure
from tests.cast import secretariat
from tests.everywhere.filling import filled, form_of
from tests.everywhere.world import UNDECIDED, World, some_text
from tests.onboarding.workbooks import book, party, reading, rows_of

Save = Callable[[World], Any]
SAVES: dict[str, Save] = {}
DAY = datetime.timedelta(days=1)


def a_save(save: Save) -> Save:
    SAVES[save.__name__] = save
    return save


def _term(world: World) -> Term:
    terms = Term.objects.on(today()).filter(seat__body=world.body, person__user=None)
    return terms.exclude(seat__offices__isnull=False).select_related("seat__body")[0]


def _seat(world: World) -> Seat:
    return Seat.objects.select_related("body", "partnership").get(pk=_term(world).seat_id)


def prepare(world: World) -> None:
    """A workbook that has been read and waits to be carried out."""
    read = reading(
        book(
            parties=rows_of("parties", party("Steinkjer", "5006"), party("Verdal", "5038")),
            regions=rows_of(
                "regions",
                {"name": "Nyregion", "side": "Kommunene", "members": "Steinkjer kommune; 5038"},
            ),
            people=rows_of("people", {"name": "Nina Ny", "party": "Verdal kommune"}),
        )
    )
    world.upload.content = read.as_json()
    with scope(partnership=world.partnership):
        world.upload.save()
        plan = compare(read)
        assert not plan.refused, plan.refused
        assert plan.added
        _owed_by_one_who_ended(world)


def _owed_by_one_who_ended(world: World) -> None:
    ended = Body.objects.create(
        partnership=world.partnership, slug="avsluttet", name="Avsluttet", valid_to=today() - DAY
    )
    BodySuccession.objects.create(partnership=world.partnership, body=world.body, predecessor=ended)
    measure = Measure.objects.select_related("edition__plan", "edition__partnership").first()
    assert measure is not None
    wanted = wanted_of(measure, [Owes(body=ended)])
    open_commitment(by=program("test"), partnership=world.partnership, wanted=wanted)


@a_save
def what_is_owed_goes_over(world: World) -> None:
    assert Commitment.objects.open().filter(owners__body__slug="avsluttet").exists()
    go_over_to_successors()
    assert not Commitment.objects.open().filter(owners__body__slug="avsluttet").exists()


@a_save
def appoint(world: World) -> None:
    bodies.appoint(
        by=secretariat(world.partnership),
        seat=_seat(world),
        holder="Ny",
        valid_from=today() + DAY,
        end_previous=True,
    )


@a_save
def end_term(world: World) -> None:
    bodies.end_term(by=secretariat(world.partnership), term=_term(world), last_day=today())


@a_save
def substitute(world: World) -> None:
    seat = _seat(world)
    bodies.appoint_substitute(by=secretariat(world.partnership), seat=seat, holder="Vara")


@a_save
def save_person(world: World) -> None:
    person = Person(partnership=world.partnership, name="Ny Person", party=world.party)
    parties.save_person(by=secretariat(world.partnership), person=person)


@a_save
def give_role(world: World) -> None:
    person = world.people["member"]
    by = secretariat(world.partnership)
    parties.give_role(by=by, person=person, kind="reporter", party=world.party)


@a_save
def end_role(world: World) -> None:
    role = Assignment.objects.get(person=world.people["reporter"])
    parties.end_role(by=secretariat(world.partnership), assignment=role, last_day=today())


@a_save
def invite(world: World) -> None:
    parties.invite(
        by=secretariat(world.partnership),
        person=Person.objects.filter(user=None).select_related("partnership")[0],
        email="ny@example.no",
        origin="https://samspill.example.no",
    )


@a_save
def confirm(world: World) -> None:
    parties.confirm(by=secretariat(world.partnership), party=Party.objects.get(pk=world.party.pk))


@a_save
def new_edition(world: World) -> None:
    documents.new_edition(
        by=secretariat(world.partnership),
        document=Document.objects.select_related("partnership").get(pk=world.draft.document_id),
        label="enda-et-utkast",
        based_on=world.draft,
    )


@a_save
def publish(world: World) -> None:
    documents.publish(
        by=secretariat(world.partnership),
        edition=world.draft,
        valid_from=today() + DAY,
        exception=UNDECIDED,
    )


@a_save
def take_back(world: World) -> None:
    documents.take_back(by=secretariat(world.partnership), edition=world.published)


@a_save
def save_provision(world: World) -> None:
    text = some_text(world.draft)
    text.body += "\n\nEndret."
    documents.save_provision(by=secretariat(world.partnership), text=text)


@a_save
def add_provision(world: World) -> None:
    documents.add_provision(
        by=secretariat(world.partnership),
        edition=world.draft,
        after=some_text(world.draft),
        number="",
        heading="Ny",
        body="Ny tekst.",
    )


@a_save
def move_provision(world: World) -> None:
    by = secretariat(world.partnership)
    documents.move_provision(by=by, text=some_text(world.draft), up=True)


@a_save
def remove_provision(world: World) -> None:
    text = ProvisionText.objects.filter(edition=world.draft, children__isnull=False)[0]
    documents.remove_provision(by=secretariat(world.partnership), text=text)


@a_save
def leave(world: World) -> None:
    terms = Term.objects.on(today()).filter(person__user=None).exclude(person=None)
    person = Person.objects.filter(terms__in=terms)[0]
    held = held_after(person, today())
    hand_over(
        by=secretariat(world.partnership),
        person=person,
        last_day=today(),
        terms_to={term.pk: world.people["editor"] for term in held.terms},
        roles_to={},
    )


@a_save
def merged(world: World) -> None:
    merge(
        by=secretariat(world.partnership),
        parties=[world.party, world.other_party],
        date=datetime.date(today().year + 1, 1, 1),
        name="Nysund",
        number="9990",
    )


@a_save
def carried_out(world: World) -> None:
    plan = compare(WorkbookReading.from_json(world.upload.content))
    carry_out(by=world.actor("secretariat"), upload=world.upload, mark=plan.mark)


@a_save
def set_many(world: World) -> None:
    place = Facility.objects.all()[0]
    chosen = Party.objects.exclude(facilities=place)[:2]
    by = secretariat(world.partnership)
    actions.set_many(by=by, record=place, field="parties", chosen=list(chosen))


def _sent(client: Client, path: str, **changed: Any) -> None:
    form = form_of(client.get(path))
    data = filled(form) if form is not None else {}
    answer = client.post(path, data | changed)
    assert answer.status_code == 302, answer.status_code


def _register(world: World, rest: str) -> str:
    return f"/hf/{world.partnership.slug}/arbeid/register/{rest}/"


@a_save
def register_add(world: World) -> None:
    groups = [str(one.pk) for one in PatientGroup.objects.all()]
    path = _register(world, "dokumenter/ny")
    _sent(world.secretaries[0], path, patient_groups=groups, is_public="on")


@a_save
def register_change(world: World) -> None:
    document = world.draft.document
    chosen = PatientGroup.objects.exclude(documents=document)[:2]
    path = _register(world, f"dokumenter/{document.pk}/endre")
    _sent(world.secretaries[0], path, patient_groups=[str(one.pk) for one in chosen])


@a_save
def register_end(world: World) -> None:
    contact = ContactPoint.objects.all()[0]
    _sent(world.secretaries[0], _register(world, f"kontaktpunkter/{contact.pk}/avslutt"))


@a_save
def register_remove(world: World) -> None:
    source = Source.objects.get(slug="kilde")
    _sent(world.secretaries[0], _register(world, f"kilder/{source.pk}/fjern"), reason="Feil")


@a_save
def body_changed(world: World) -> None:
    body = Body.objects.get(pk=world.body.pk)
    _sent(world.secretaries[0], _register(world, f"organer/{body.pk}/endre"))
