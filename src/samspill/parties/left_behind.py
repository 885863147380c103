"""What parties and regions that have ended left behind: places, contact points, roles.

A place or a contact point goes to the one who took over, where that is plain, and needs nobody. A
role gives rights, so a person decides whether it goes on for the new one.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from samspill.common.left_behind import LeftBehind
from samspill.common.succession import StandsNow
from samspill.parties.models import Assignment, ContactPoint, Facility, Party
from samspill.parties.successors import PartySuccessors, parties_to_read, party_successors_of


def to_read(date: datetime.date) -> dict[str, QuerySet]:
    """What :func:`left_behind` is made of."""
    shares = Party.facilities.through.objects.select_related("facility", "party")
    of_one_who_ended = Party.facilities.through.objects.filter(
        facility=OuterRef("facility"), party__valid_to__lt=date
    )
    contacts = ContactPoint.objects.on(date).select_related("party", "region")
    roles = Assignment.objects.on(date).filter(party__valid_to__lt=date)
    return {
        **parties_to_read(),
        "shares": shares.filter(
            Exists(of_one_who_ended), facility__in=Facility.objects.on(date)
        ).order_by("facility__name", "facility", "party__sort_key"),
        "contacts": contacts.filter(Q(party__valid_to__lt=date) | Q(region__valid_to__lt=date)),
        "roles": roles.select_related("person", "party"),
    }


def left_behind(read: dict[str, list[Any]], date: datetime.date) -> Iterator[LeftBehind]:
    """What nobody has plainly taken over on a day."""
    after = party_successors_of(read)
    yield from _places(read["shares"], after, date)
    yield from _contacts(read["contacts"], after, date)
    for role in read["roles"]:
        url = reverse("work:people:person", args=[role.person_id])
        stands = after.stands_now(role.party, date)
        yield LeftBehind(role.get_kind_display(), str(role.person), url, stands)


def _places(shares: list[Any], after: PartySuccessors, date: datetime.date) -> Iterator[LeftBehind]:
    having: dict[int, set[int]] = defaultdict(set)
    for share in shares:
        having[share.facility_id].add(share.party_id)
    for share in shares:
        stands = after.stands_now(share.party, date)
        is_taken = any(one.pk in having[share.facility_id] for one in stands.among)
        if stands.is_undecided and not is_taken:
            yield _left(_("Place"), "tilbud", share.facility, stands)


def _contacts(
    contacts: list[ContactPoint], after: PartySuccessors, date: datetime.date
) -> Iterator[LeftBehind]:
    for contact in contacts:
        if contact.party is not None:
            stands = after.stands_now(contact.party, date)
        else:
            stands = StandsNow[Any](contact.region, contact.region, is_undecided=True)
        if stands.is_undecided:
            yield _left(_("Contact point"), "kontaktpunkter", contact, stands)


def _left(kind: str, register: str, record: Any, stands: StandsNow[Any]) -> LeftBehind:
    url = reverse("work:record", args=[register, record.pk])
    return LeftBehind(kind, str(record), url, stands)
