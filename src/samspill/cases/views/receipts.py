"""What is told before a meeting is moved on, and when it is done: whom a letter reached, what is
missing. Whoever has called a meeting is not to believe that all are called when they are not."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samspill.bodies.holders import holders_on
from samspill.cases.actions.approving import objections_to
from samspill.cases.models import Call, Meeting
from samspill.common.models import today
from samspill.common.moments import in_full


def of_call(meeting: Meeting) -> str:
    """How many the call went to, and how many must be told another way."""
    calls = Call.objects.active().filter(meeting=meeting)
    reached = [bool(one.reached_at) for one in calls.select_related("guest", "person__user")]
    return " ".join([_("The meeting is called."), *_letters(sum(reached), len(reached))])


def of_minutes(meeting: Meeting) -> str:
    """How many the minutes went to."""
    bodies = {one.pk for one in meeting.bodies.all()}
    sitting = {person for person, seat in holders_on(today()) if seat.body in bodies}
    reached = sum(bool(person.reached_at) for person in sitting)
    return " ".join([_("The minutes are sent."), *_letters(reached, len(sitting))])


def _letters(reached: int, all_of_them: int) -> list[str]:
    said = [
        ngettext("%(count)d got an e-mail.", "%(count)d got an e-mail.", reached)
        % {"count": reached}
    ]
    if missed := all_of_them - reached:
        said.append(
            ngettext(
                "%(count)d has no e-mail address here and must be told in another way.",
                "%(count)d have no e-mail address here and must be told in another way.",
                missed,
            )
            % {"count": missed}
        )
    return said


def missing_in(meeting: Meeting) -> str:
    """What is not written in the minutes that are about to be sent; empty where all is."""
    said = []
    if not meeting.attendance.exists():
        said.append(_("Who came is not entered."))
    if unwritten := meeting.items.filter(outcome="").count():
        said.append(
            ngettext(
                "What came of %(count)d item is not entered.",
                "What came of %(count)d items is not entered.",
                unwritten,
            )
            % {"count": unwritten}
        )
    return " ".join(said)


def too_early(meeting: Meeting) -> str:
    """That members may still object to minutes which are about to be approved."""
    last = meeting.objections_by
    if not last or today() > last or objections_to(meeting):
        return ""
    return _(
        "Members can object until %(day)s. If nobody does, the minutes are approved by themselves."
    ) % {"day": in_full(last)}
