"""Which parties a body concerns: all, or those of some regions, or some that are named."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from samspill.bodies.models import Body
from samspill.common.validity import holds_on
from samspill.parties.models import Party, Region

MUNICIPALITY = Q(kind=Party.Kind.MUNICIPALITY)


def concerned(body: Any, date: Any) -> Q:
    """The condition that a body concerns a party on a date; for a QuerySet of parties.

    A body of some regions concerns their municipalities, and those that it names; one that names
    neither concerns all. The others that take part (trusts, clinics) are concerned unless it names
    some of them; naming a trust names its clinics too.

    Args:
        body: its primary key, or a reference to it from within a subquery of the parties.
    """
    named = Body.parties.through.objects.filter(body=body)
    areas = Body.regions.through.objects.filter(body=body)
    other = ~Q(party__kind=Party.Kind.MUNICIPALITY)
    running = holds_on(date, "region__memberships__") & holds_on(date, "region__")
    membership = Q(region__memberships__party=OuterRef("pk")) & running
    is_named = Q(pk__in=named.values("party")) | Q(part_of__in=named.values("party"))
    in_the_areas = Exists(areas.filter(membership))
    every_municipality = ~Exists(areas) & ~Exists(named.exclude(other))
    return (
        is_named
        | (MUNICIPALITY & Q(in_the_areas | every_municipality))
        | (~MUNICIPALITY & ~Q(Exists(named.filter(other))))
    )


def bodies_of_others(party: Any, date: Any) -> QuerySet[Body]:
    """The bodies that do not concern a party on a date."""
    outer = OuterRef(OuterRef("pk"))
    concerns = Party.objects.filter(pk=party).filter(concerned(outer, date))
    scoped = Q(regions__isnull=False) | Q(parties__isnull=False)
    return Body.objects.filter(scoped).exclude(Exists(concerns)).order_by()


def regions_of(body: Any, date: Any) -> QuerySet[Region]:
    """The regions that a body concerns on a date: its own, or all where it names none."""
    areas = Body.regions.through.objects.filter(body=body)
    return Region.objects.on(date).filter(Q(pk__in=areas.values("region")) | ~Exists(areas))
