"""Whoever holds a role that a helsefellesskap demands a second step of sets one up first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.urls import reverse

from samspill.accounts.two_steps import has_second_step
from samspill.common.actors import Actor
from samspill.common.roles import Found
from samspill.common.work import WorkRequest
from samspill.parties.models import SecondStepDemand

Role = SecondStepDemand.Role


def demands(user: Any, date: Any) -> QuerySet:
    """The roles that the helsefellesskap demands a second step of, the same for everyone."""
    return SecondStepDemand.objects.values_list("role", flat=True)


def demanded(user: Any, rows: Sequence[str]) -> Found:
    """What those demands say; it is asked with the roles of whoever comes."""
    return Found(demanded=frozenset(rows))


def is_demanded_of(actor: Actor) -> bool:
    """Whether one of the roles that the actor holds here is among them."""
    return not actor.demanded.isdisjoint(_named(actor))


def set_up_first(request: WorkRequest) -> str:
    """Where to go before anything else; empty for whoever may go on."""
    if not is_demanded_of(request.actor) or has_second_step(request.user):
        return ""
    query = urlencode({"next": request.get_full_path()})
    return f"{reverse('accounts_second_step')}?{query}"


def _named(actor: Actor) -> set[str]:
    """The roles in the words of the demands."""
    found = {role.kind for role in actor.roles}
    if found:
        found.add(Role.EVERYONE)
    if any(role.of == "body" for role in actor.roles):
        found.add(Role.SEAT)
    return found
