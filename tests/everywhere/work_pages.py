"""Every signed-in page of a helsefellesskap about something, and those that one's role changes.

``places.py`` describes the addresses of one that is furnished with something of each kind; here any
helsefellesskap is walked, whatever it has entered.
"""

from __future__ import annotations

from collections.abc import Iterator

from samspill.bodies.models import Body, Seat, Term
from samspill.commitments.models import Commitment
from samspill.common.house import registers
from samspill.documents.models import Document, Edition
from samspill.parties.models import Party, Person
from samspill.plans.models import PlanEdition, ReportingRound
from tests.everywhere.acting import Cast

OF_ONES_OWN = ("", "innboks/", "forpliktelser/", "organer/")
OF_ALL = (
    *OF_ONES_OWN, "planer/", "organer/?vis=ledige", "avtaler/", "folk/", "register/",
    "rutiner-i-bruk/", "paminnelser/", "omvisning/", "sekretariat/", "logg/",
)  # fmt: skip


def of_the_secretariat() -> Iterator[str]:
    """Within ``arbeid/``: everything that is about a thing."""
    yield from OF_ALL
    for body in Body.objects.all():
        yield from (f"organer/{body.slug}/", f"organ/{body.slug}/")
    for seat in Seat.objects.order_by("body_id", "pk").distinct("body_id").select_related("body"):
        yield f"organer/{seat.body.slug}/plasser/{seat.pk}/oppnevn/"
    for term in Term.objects.select_related("seat__body")[:1]:
        yield f"organer/{term.seat.body.slug}/perioder/{term.pk}/avslutt/"
    for party in Party.objects.all():
        yield from (f"folk/parter/{party.slug}/", f"parter/{party.slug}/")
    for document in Document.objects.all():
        yield f"avtaler/{document.slug}/"
    for edition in Edition.objects.select_related("document"):
        yield f"avtaler/{edition.document.slug}/utgaver/{edition.slug}/"
    yield from _of_plans()
    for asked in Commitment.objects.all()[:6]:
        yield f"forpliktelser/{asked.pk}/"
    for person in Person.objects.all()[:3]:
        yield f"folk/{person.pk}/"


def _of_plans() -> Iterator[str]:
    for planned in PlanEdition.objects.select_related("plan"):
        at = f"planer/{planned.plan.slug}/{planned.slug}/"
        yield from (at, f"{at}innspill/", f"{at}oversikt/varmekart/")
    for asked in ReportingRound.objects.select_related("edition__plan"):
        yield f"planer/{asked.edition.plan.slug}/{asked.edition.slug}/runder/{asked.slug}/"


def of_registers() -> Iterator[str]:
    """Within ``arbeid/``: of each register its list, a record, and their forms."""
    for slug, register in registers().items():
        at = f"register/{slug}/"
        if not register.parent:
            yield from (at, f"{at}ny/")
        record = register.model._default_manager.first()
        if record is not None:
            yield from (f"{at}{record.pk}/", f"{at}{record.pk}/endre/")


def of_a_role(cast: Cast) -> Iterator[str]:
    """Within ``arbeid/``: what is one's own, and the things of the cast's body and party."""
    yield from OF_ONES_OWN
    if cast.body:
        yield from (f"organer/{cast.body.slug}/", f"organ/{cast.body.slug}/")
    if cast.party:
        yield from (f"folk/parter/{cast.party.slug}/", f"parter/{cast.party.slug}/")
