"""Agreements and drafts on the signed-in pages of a party, a body, oneself and the secretariat."""

from __future__ import annotations

import datetime
from typing import Any

from django.utils.translation import gettext as _

from samspill.bodies.models import Body
from samspill.bodies.successors import body_successors
from samspill.common.left_behind import panel_of
from samspill.common.panels import KeyFigure, Reads
from samspill.common.permissions import which
from samspill.common.work_request import WorkRequest
from samspill.documents import responsible
from samspill.documents.models import (
    Document,
    DocumentParty,
    Edition,
    EditionStatus,
    Responsibility,
)
from samspill.documents.rules import EDITOR
from samspill.parties.models import Party

SOON = datetime.timedelta(days=60)


def signed(request: WorkRequest, party: Party, date: datetime.date) -> Reads:
    """The documents in force that bind the party."""
    in_force = which(request.actor, Document.objects.in_force_on(date))
    bound = DocumentParty.objects.on(date).filter(document__in=in_force)
    return {
        "bound": bound.binding(party.pk, party.part_of_id or 0)
        .select_related("document__kind")
        .order_by("document__kind__order", "document__order", "document__slug")
    }


def answers_for(request: WorkRequest, body: Body, date: datetime.date) -> Reads:
    """The documents in force that the body answers for."""
    standing = body_successors().line.standing_as(body.pk, date)
    of_it = Responsibility.objects.on(date).filter(body__in=standing)
    found = Document.objects.in_force_on(date).filter(pk__in=of_it.values("document"))
    return {"documents": which(request.actor, found).select_related("kind")}


def read_drafts(request: WorkRequest, about: None, date: datetime.date) -> Reads:
    """Reads for :func:`drafts`: those that somebody writes beside other work."""
    return {} if request.actor.holds(EDITOR) else _drafts(request)


def read_own_drafts(request: WorkRequest, about: None, date: datetime.date) -> Reads:
    """Reads for :func:`own_drafts`: those of whoever has writing them as daily work."""
    return _drafts(request) if request.actor.holds(EDITOR) else {}


def _drafts(request: WorkRequest) -> Reads:
    found = which(request.actor, Edition.objects.filter(status=EditionStatus.DRAFT), "change")
    return {"drafts": found.select_related("document__kind")}


def drafts(
    request: WorkRequest, about: None, date: datetime.date, **rows: list[Edition]
) -> dict[str, Any] | None:
    """What is being drafted; nothing where no draft is."""
    return rows if rows.get("drafts") else None


def own_drafts(
    request: WorkRequest, about: None, date: datetime.date, **rows: list[Edition]
) -> dict[str, Any] | None:
    """The editor's drafts; where there are none, the way to begin one."""
    return rows if "drafts" in rows else None


def read_ending(request: WorkRequest, about: None, date: datetime.date) -> Reads:
    """Reads for :func:`ending`."""
    found = Document.objects.in_force_on(date).filter(valid_to__lte=date + SOON)
    return {"ending": found.select_related("kind").order_by("valid_to", "slug")}


def ending(
    request: WorkRequest, about: None, date: datetime.date, ending: list[Document]
) -> dict[str, Any]:
    """The documents in force that end within two months."""
    return {
        "ending": ending,
        "facts": [KeyFigure(_("Documents that end soon"), len(ending), "dokumenter-utloper")],
    }


def read_left(request: WorkRequest, about: None, date: datetime.date) -> Reads:
    """Reads for :func:`left`."""
    return responsible.left_to_read(date)


def left(
    request: WorkRequest, about: None, date: datetime.date, **rows: list[Any]
) -> dict[str, Any] | None:
    """What bodies that have ended answer for still, to be decided."""
    title = _("Documents whose body has ended: decide who answers for them")
    return panel_of("ansvar-etterlatt", title, responsible.left_behind(rows, date))
