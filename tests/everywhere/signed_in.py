"""Two helsefellesskap with something owed, their secretary, and every address she has."""

from __future__ import annotations

from django.conf import settings
from django.test import Client
from django_scopes import scope

from samspill.accounts import actions as accounts
from samspill.accounts.models import User
from samspill.bodies.models import Body, Seat, Term
from samspill.commitments import actions as ledger
from samspill.commitments.actions import Owes, Wanted
from samspill.commitments.legends import legend_of
from samspill.commitments.models import Commitment, Escalation, FeedAddress, ReminderChoice
from samspill.common.actors import Actor, Held, program
from samspill.common.house import registers
from samspill.common.models import Partnership
from samspill.common.permissions import which
from samspill.documents.models import Document, Edition, ProvisionText
from samspill.in_use.owed import PROCESS
from samspill.parties import actions as parties
from samspill.parties.models import Party, Person
from samspill.plans.models import PlanEdition


def owed(slug: str) -> None:
    """Commitments of each sort of owner, open to all and not, answered and not."""
    partnership = Partnership.objects.get(slug=slug)
    with scope(partnership=partnership):
        _owed(partnership)


def _owed(partnership: Partnership) -> None:
    party, body = Party.objects.municipalities().first(), Body.objects.first()
    assert party is not None
    assert body is not None
    by = program("test")
    first, *rest = Edition.objects.order_by("pk")[:2]
    owners = [Owes(party=party), Owes(body=body), Owes(body=body, role="chair")]
    for number, some in enumerate([[], *([one] for one in owners), owners]):
        for is_public in (False, True):
            about = rest[-1] if rest and is_public else first
            wanted = Wanted(PROCESS.slug, about, f"Svar {number}", some, is_public=is_public)
            asked = ledger.open_commitment(by=by, partnership=partnership, wanted=wanted)
            ledger.report(by=by, commitment=asked, done="Noe")
    legend_of(partnership, "arbeid")
    Escalation.objects.create(partnership=partnership, days_late=14, to="chair")
    for person in Person.objects.all()[:2]:
        ReminderChoice.objects.create(partnership=partnership, person=person)
        FeedAddress.objects.create(
            partnership=partnership, person=person, digest=f"{partnership.pk}/{person.pk}"
        )


def signed_in(partnership: Partnership) -> Client:
    """Signed in with a role in that helsefellesskap only."""
    user = User(email="siri@example.no", name="Siri")
    user.set_password("elleve rolige hester")
    user.save()
    accounts.own_address(user)
    with scope(partnership=partnership):
        by = Actor("test", partnership=partnership.pk, roles=(Held("secretariat"),))
        person = Person(partnership=partnership, name="Siri", user=user)
        parties.save_person(by=by, person=person)
        parties.give_role(by=by, person=person, kind="secretariat")
    client = Client()
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
    return client


def work_paths(partnership: Partnership) -> list[str]:
    """Every address of the signed-in pages, filled with what belongs to a helsefellesskap."""
    found = ["", "organer/", "avtaler/", "folk/", "register/", "logg/", "sammenslaing/", "planer/"]
    found += [
        "innboks/",
        "forpliktelser/",
        "folk/ny/",
        "oppstart/",
        "register/parter/",
        "register/parter/ny/",
    ]
    with scope(partnership=partnership):
        for slug, register in registers().items():
            record = register.model._default_manager.first()
            if record is not None:
                found.append(f"register/{slug}/{record.pk}/")
            by = Actor("X", partnership=partnership.pk, roles=(Held("secretariat"),))
            kept = which(by, register.model._default_manager.all(), "change").first()
            if kept is not None:
                base = f"register/{slug}/{kept.pk}/"
                found += [f"{base}endre/", f"{base}fjern/"]
        for asked in Commitment.objects.all()[:4]:
            place = f"forpliktelser/{asked.pk}/"
            found += [place, f"{place}svar/", f"{place}frist/", f"{place}eiere/"]
            found += [f"{place}trekk/", f"{place}gjenapne/"]
        for body in Body.objects.all()[:3]:
            found.append(f"organer/{body.slug}/")
        for seat in Seat.objects.select_related("body")[:3]:
            place = f"organer/{seat.body.slug}/plasser/{seat.pk}/"
            found += [f"{place}oppnevn/", f"{place}vara/"]
        for term in Term.objects.select_related("seat__body")[:2]:
            found.append(f"organer/{term.seat.body.slug}/perioder/{term.pk}/avslutt/")
        for document in Document.objects.all():
            found += [f"avtaler/{document.slug}/", f"avtaler/{document.slug}/ny-utgave/"]
        for edition in Edition.objects.select_related("document")[:6]:
            base = f"avtaler/{edition.document.slug}/utgaver/{edition.slug}/"
            found += [base, f"{base}forhandsvisning/", f"{base}publiser/", f"{base}hele-teksten/"]
            found.append(f"{base}bestemmelser/ny/")
            for text in ProvisionText.objects.filter(edition=edition)[:1]:
                found += [f"{base}bestemmelser/{text.pk}/", f"{base}bestemmelser/ny/{text.pk}/"]
        for planned in PlanEdition.objects.select_related("plan"):
            place = f"planer/{planned.plan.slug}/{planned.slug}/"
            found += [place, f"{place}neste/", f"{place}flytt/adopt/", f"{place}flytt/close/"]
            found += [f"{place}regneark/", f"{place}tiltak.xlsx", f"{place}innspill/"]
        for party in Party.objects.all()[:2]:
            found.append(f"folk/parter/{party.slug}/")
        for person in Person.objects.all()[:3]:
            found += [
                f"folk/{person.pk}/",
                f"folk/{person.pk}/rolle/",
                f"folk/{person.pk}/overlat/",
            ]
    return found
