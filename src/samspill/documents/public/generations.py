"""The agreement's editions on the line of time, on the front page."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.db.models.functions import Coalesce

from samspill.common.models import Partnership
from samspill.common.public.page import PublicRequest, page_url
from samspill.common.ready import ready
from samspill.documents.models import DocumentKind, Edition
from samspill.documents.public.words import Status, edition_status


@dataclass(frozen=True)
class Generation:
    """One edition of the agreement on the line of time."""

    edition: Edition
    status: Status
    url: str


def generations(
    request: PublicRequest, about: Partnership, date: datetime.date
) -> dict[str, Any] | None:
    """The agreement's editions one after the other, as they are known today.

    Of an earlier day it is not told: what is proposed now was not known then.
    """
    if request.as_of.explicit:
        return None
    found = [
        Generation(
            edition,
            edition_status(edition, date),
            page_url(request, "edition", edition.document.slug, edition.slug),
        )
        for edition in _agreements()
    ]
    found.sort(key=lambda one: one.status.kind in WAITING)
    return {"generations": found} if len(found) > 1 else None


WAITING = ("hearing", "upcoming")
"""What has not been in force stands last, whatever the order of its names."""


@ready
def _agreements() -> QuerySet:
    found = Edition.objects.public().filter(document__kind__role=DocumentKind.Role.AGREEMENT)
    day = Coalesce("valid_from", "hearing_from", "hearing_to", "adopted_on")
    return found.order_by(day.asc(nulls_last=True), "slug").select_related("document__kind")
