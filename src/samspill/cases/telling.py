"""Letters about cases: to who raised one, to who is asked, and to whom a decision concerns."""

from __future__ import annotations

from collections.abc import Iterable

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from samspill.bodies.models import Body
from samspill.cases.models import AgendaItem, Case, InputRequest, Meeting
from samspill.cases.states import Outcome
from samspill.commitments.models import Owner
from samspill.commitments.whom import whom
from samspill.common.addresses import address
from samspill.common.markdown import to_lines
from samspill.common.models import AuditEntry, Partnership, today
from samspill.common.moments import in_full
from samspill.mail.actions import Letter, write
from samspill.parties.models import Party, Person

WITH_A_REASON = ("ask", "return", "take up again", "look at again")
"""The moves of which who raised the case is told why."""


def proposers_of(case: Case) -> list[Person]:
    """The people to tell what becomes of a case: behind who proposes it, and who sent it in."""
    owner = Owner(party=case.proposer, body=case.proposing_body)
    behind = _behind([owner]) if case.proposer or case.proposing_body else []
    raised = AuditEntry.objects.filter(model="cases.case", object_id=case.pk, action="raise")
    users = raised.exclude(user=None).values("user")
    sent = Person.objects.filter(user__in=users).select_related("user")
    return _once([*behind, *sent])


def tell_of_move(case: Case, name: str) -> int:
    """Tells who raised a case what the secretariat did with it. Returns how many letters."""
    with translation.override(case.partnership.language):
        said = told_of(case, name)
        if not said:
            return 0
        latest = AuditEntry.objects.filter(model="cases.case", object_id=case.pk).first()
        key = f"case/{case.pk}/{latest.pk if latest else 0}"
        page = address(case.partnership, "work:cases:case", case.slug)
        subject = _("About the case «%(case)s»") % {"case": case.title}
        return write(
            _letter(case.partnership, key, person, subject, "moved", said=said, address=page,
                    reason=case.state_reason if name in WITH_A_REASON else "", case=case)
            for person in proposers_of(case)
        )  # fmt: skip


def told_of(case: Case, name: str) -> str:
    """What a move means for who raised the case; empty where there is nothing to tell."""
    body = case.body.title if case.body else ""
    number = case.numbers.filter(body=case.body).order_by("-pk").first()
    into = case.merged_into
    goes_on = _("It is merged with another case, and goes on there.")
    if into and into.is_open:
        goes_on = _("It is merged with «%(other)s», and goes on there.")
    words = {
        "accept": _("It is accepted, and goes to %(body)s as %(number)s."),
        "ask": _("The secretariat asks for more before it can go on."),
        "return": _("It is returned. You can raise it again, changed."),
        "merge": goes_on,
        "send on": _("It is sent to %(body)s as %(number)s."),
        "close case": _("It is closed."),
        "take up again": _("It is taken up again."),
        "look at again": _("The secretariat looks at it again."),
    }
    told = {"body": body, "number": number or "–", "other": into}
    return words[name] % told if name in words else ""


def tell_who_is_asked(request: InputRequest, bodies: list[Body], parties: list[Party]) -> int:
    """Tells each who is asked for input, with the day to answer by. Returns how many letters."""
    owners = [*(Owner(body=one) for one in bodies), *(Owner(party=one) for one in parties)]
    with translation.override(request.partnership.language):
        subject = _("Asked for input: %(case)s") % {"case": request.case.title}
        page = address(request.partnership, "work:commitments:inbox")
        return write(
            _letter(request.partnership, f"case-input/{request.pk}", person, subject, "asked",
                    request=request, question=to_lines(request.question), address=page)
            for person in _behind(owners)
        )  # fmt: skip


def tell_decisions(meeting: Meeting) -> int:
    """Tells the parties concerned what was decided, once the minutes are approved.

    A case that names no party concerns all members; who raised it is told whatever came of it.
    What is exempt is not told of. That the parties were told stands with a case only where a letter
    reaches one of them, and with the day of the first. One letter to each person: the key is that
    of the letter to those represented (``letters_represented.py``), which tells the same.

    Returns:
        how many letters.
    """
    items = AgendaItem.objects.public().filter(meeting=meeting, case__isnull=False)
    came = list(
        items.exclude(outcome="").select_related("case__proposer", "case__proposing_body", "body")
        .prefetch_related("case__parties").order_by("position")
    )  # fmt: skip
    told: dict[int, tuple[Person, list[AgendaItem]]] = {}
    reached: set[int] = set()
    for item, case in [(one, one.case) for one in came if one.case]:
        concerned = _concerned(case) if item.outcome == Outcome.DECIDED else []
        if concerned:
            reached.add(case.pk)
        for person in _once([*concerned, *proposers_of(case)]):
            told.setdefault(person.pk, (person, []))[1].append(item)
    Case.objects.filter(pk__in=reached, told_on=None).update(told_on=today())
    who = " + ".join(one.title for one in meeting.bodies.all())
    with translation.override(meeting.partnership.language):
        subject = _("Decided: %(who)s, %(date)s") % {"who": who, "date": in_full(meeting.date)}
        page = address(meeting.partnership, "public:meeting", meeting.slug)
        key = f"meeting/{meeting.pk}/{meeting.sequence}/decided"
        return write(
            _letter(meeting.partnership, key, person, subject, "concerned", who=who, address=page,
                    meeting=meeting, items=[(one, to_lines(one.decision)) for one in theirs])
            for person, theirs in told.values()
        )  # fmt: skip


def _concerned(case: Case) -> list[Person]:
    """Behind the parties that a case concerns."""
    named = list(case.parties.all()) or Party.objects.members_on(today())
    return _behind([Owner(party=one) for one in named])


def _behind(owners: Iterable[Owner]) -> list[Person]:
    every = whom(owners, today())
    return _once([person for one in every for person in one.people])


def _once(people: Iterable[Person]) -> list[Person]:
    return list({one.pk: one for one in people if one.reached_at}.values())


def _letter(
    partnership: Partnership, key: str, person: Person, subject: str, template: str, **words: object
) -> Letter:
    context = {**words, "person": person, "partnership": partnership}
    return Letter(
        key=f"{key}/{person.pk}",
        to=person.reached_at,
        subject=subject,
        text=render_to_string(f"cases/email/{template}.txt", context),
        partnership=partnership,
    )
