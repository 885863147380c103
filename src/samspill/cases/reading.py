"""Whose a case on an agenda is: who may put it there, and who reads all of its texts there."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from samspill.cases.models import AgendaItem, Case, Meeting
from samspill.cases.states import CaseState
from samspill.common.actors import Actor
from samspill.common.permissions import may, which


def to_be_put_up(actor: Actor, meeting: Meeting) -> QuerySet[Case]:
    """The cases that an actor may put on an agenda: of those who meet, for the secretariat all."""
    found = which(actor, Case.objects.filter(state=CaseState.ACCEPTED))
    if may(actor, "change", Case(partnership_id=meeting.partnership_id)):
        return found
    return found.filter(body__in=meeting.bodies.all())


def for_an_item(actor: Actor, item: AgendaItem) -> QuerySet[Case]:
    """The cases that an item may be about; also the one that it is about."""
    there = to_be_put_up(actor, item.meeting).values("pk")
    return Case.objects.filter(Q(pk__in=there) | Q(pk=item.case_id))


def require_theirs(by: Actor, meeting: Meeting, case: Case) -> None:
    """Lets a case onto an agenda: what is put there is read by all who meet.

    Raises:
        ValidationError: it is not on its way, or with none of those who meet. The secretariat puts
            up any that is on its way.
    """
    if case.state != CaseState.ACCEPTED:
        raise ValidationError({"case": [_("Only a case that is on its way is put on an agenda.")]})
    bodies = {one.pk for one in meeting.bodies.all()}
    if case.body_id not in bodies and not may(by, "change", case):
        told = _("The case is with another body. Ask the secretariat to send it on.")
        raise ValidationError({"case": [told]})


def reads_whole(actor: Actor, meeting: Meeting, case: Case) -> bool:
    """Whether an actor reads what is exempt in the texts of a case on a meeting's agenda.

    That it stands there is not enough: it is, or has been, with a body that meets, which gave it a
    number.
    """
    if may(actor, "read all", case):
        return True
    had: set[Any] = {case.body_id, *(one.body_id for one in case.numbers.all())}
    meets = {one.pk for one in meeting.bodies.all()}
    return bool(had & meets) and may(actor, "read all", meeting)
