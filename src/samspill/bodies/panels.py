"""Bodies and seats on the signed-in pages of a party, a body, oneself and the secretariat."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from samspill.bodies.asked_about import asked_about
from samspill.bodies.leading import leading, reads
from samspill.bodies.leading_words import told_of
from samspill.bodies.models import Body, Mandate, Seat, Term
from samspill.bodies.representation import who_speaks_for
from samspill.common.panels import KeyFigure, Reads
from samspill.common.work_request import WorkRequest
from samspill.parties.models import Party

SHOWN = 10
SOON = datetime.timedelta(days=60)


def speakers(request: WorkRequest, party: Party, date: datetime.date) -> dict[str, Any]:
    """Who speaks for the party, body by body."""
    return {"representations": who_speaks_for(party, date)}


def speakers_to_look_through(
    request: WorkRequest, party: Party, date: datetime.date
) -> dict[str, Any] | None:
    """The seats that are the party's to confirm; None where none is tied to it."""
    found = [one for one in who_speaks_for(party, date) if one.voices]
    return {"representations": found} if found else None


def read_mandate(request: WorkRequest, body: Body, date: datetime.date) -> Reads:
    """Reads for :func:`mandate`."""
    return {"mandates": Mandate.objects.on(date).filter(body=body)[:1]}


def mandate(
    request: WorkRequest, body: Body, date: datetime.date, mandates: list[Mandate]
) -> dict[str, Any]:
    """What the body is for."""
    return {"mandate": next(iter(mandates), None)}


def read_my_seats(request: WorkRequest, about: None, date: datetime.date) -> Reads:
    """Reads for :func:`my_seats`."""
    if not request.actor.person:
        return {}
    held = Seat.objects.held_on(date, pk=request.actor.person).select_related("body")
    ends = Coalesce("term__valid_to", "followed_term__valid_to")
    return {"seats": held.annotate(ends=ends).order_by("body__order", "order")}


def my_seats(
    request: WorkRequest, about: None, date: datetime.date, seats: Sequence[Seat] = ()
) -> dict[str, Any] | None:
    """Where one sits."""
    return {"seats": seats} if seats else None


def read_leading_in_doubt(request: WorkRequest, about: None, date: datetime.date) -> Reads:
    """Reads for :func:`leading_in_doubt`."""
    return {"led_bodies": Body.objects.on(date).only("slug", "name"), **reads(date)}


def leading_in_doubt(
    request: WorkRequest, about: None, date: datetime.date, **read: list[Any]
) -> dict[str, Any] | None:
    """Offices that are held by others than their rule or rotation says."""
    bodies = {body.pk: body for body in read["led_bodies"]}
    offices = [told_of(led) for led in leading(date, read) if led.body in bodies]
    doubts = [(bodies[one.body], doubt) for one in offices for doubt in one.doubts]
    if not doubts:
        return None
    facts = [KeyFigure(_("Offices to look at"), len(doubts), "verv")]
    return {"doubts": doubts, "facts": facts}


def read_vacant_and_ending(request: WorkRequest, about: None, date: datetime.date) -> Reads:
    """Reads for :func:`vacant_and_ending`."""
    there = Body.objects.on(date)
    vacant = Seat.objects.missing_on(date).filter(body__in=there)
    not_whole = Q(all_seats_entered=False) | Q(seats__holders_recorded=False)
    soon = Term.objects.ending_within(SOON.days, after=date).select_related("seat__body")
    return {
        "vacant": vacant.select_related("body").order_by("body__order", "order")[:SHOWN],
        "all_vacant": vacant.order_by().values_list("pk", flat=True),
        "any_body": there.order_by().values_list("pk", flat=True)[:1],
        "not_whole": there.filter(not_whole).order_by().values_list("pk", flat=True)[:1],
        "ending": soon.order_by("valid_to", "pk"),
    }


def vacant_and_ending(
    request: WorkRequest,
    about: None,
    date: datetime.date,
    vacant: list[Seat],
    all_vacant: list[int],
    any_body: list[int],
    not_whole: list[int],
    ending: list[Term],
) -> dict[str, Any]:
    """Seats that somebody must be found for, and terms that end within two months."""
    whole = bool(any_body) and not not_whole
    figures = [KeyFigure(_("Terms that end soon"), len(ending), "utloper")]
    if all_vacant or whole:
        figures.insert(0, KeyFigure(_("Vacant seats"), len(all_vacant), "ledige"))
    return {
        "vacant": vacant,
        "vacant_count": len(all_vacant),
        "whole": whole,
        "ending": ending,
        "facts": figures,
    }


def read_ending_bodies(request: WorkRequest, about: None, date: datetime.date) -> Reads:
    """Reads for :func:`ending_bodies`."""
    return {"ending_bodies": asked_about(date).only("slug", "name", "short_name", "valid_to")}


def ending_bodies(
    request: WorkRequest, about: None, date: datetime.date, ending_bodies: list[Body]
) -> dict[str, Any] | None:
    """Bodies that were to end, to be asked about: is it over, or does it go on?"""
    if not ending_bodies:
        return None
    figure = KeyFigure(_("Bodies whose time is over"), len(ending_bodies), "organ-over")
    return {"bodies": ending_bodies, "date": date, "facts": [figure]}
