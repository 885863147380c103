"""Cases: raised by anyone with a seat or a contact role, and taken on by the secretariat."""

from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify
from django.utils.translation import gettext as _

from samspill.bodies.models import Body
from samspill.cases.actions.moving import way
from samspill.cases.models import Case, CaseNumber, Practice
from samspill.cases.states import CASE_MOVES, COMPLETE, NOT_GOING_ON, CaseState, open_agenda
from samspill.cases.telling import tell_of_move
from samspill.common import actions, audit
from samspill.common.actors import Actor
from samspill.common.identity import refuse_identity_numbers
from samspill.common.models import today
from samspill.common.permissions import require


@transaction.atomic
def raise_case(*, by: Actor, case: Case) -> Case:
    """Takes in a case that somebody raises for a party or a body; the secretariat looks at it.

    Raises:
        NotAllowed: the actor does not speak for who proposes it.
        ValidationError: nothing is asked, or nobody proposes it.
    """
    case.state, case.raised_on = CaseState.RAISED, today()
    if not case.question.strip():
        raise ValidationError({"question": [_("Write what you ask the body about.")]})
    if not (case.proposer or case.proposing_body or case.proposed_by):
        raise ValidationError(_("Tell who it is from: one party or one body."))
    require(by, "raise", case)
    case.slug = _free_slug(case.title)
    case.year = today().year
    case.full_clean(validate_constraints=False)
    refuse_identity_numbers(audit.state_of(case))
    with actions.refused_in_words():
        case.save()
    audit.record_change(by=by, action="raise", about=case, after=audit.state_of(case))
    actions.touched(case)
    return case


@transaction.atomic
def answer_case(
    *,
    by: Actor,
    case: Case,
    question: str,
    background: str = "",
    proposal: str = "",
    answer: str = "",
    version: str = "",
) -> Case:
    """Lets who raised a case complete it, asked for more or not; then it waits for an answer again.

    Args:
        answer: what is said to the secretariat; it stands in the log, and not in the case.

    Raises:
        NotAllowed: the actor does not speak for who raised it, or it is accepted.
        ChangedMeanwhile: it was changed since the form was opened.
        ValidationError: nothing is asked any more, or nothing is answered.
    """
    found = Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    require(by, "complete", found)
    way((COMPLETE,), COMPLETE.name, found.state)
    if version and actions.version_of(found) != version:
        raise actions.ChangedMeanwhile(found)
    before = audit.state_of(found)
    found.question, found.background, found.proposal = question, background, proposal
    if not question.strip():
        raise ValidationError({"question": [_("Write what you ask the body about.")]})
    if audit.state_of(found) == before and not answer.strip():
        raise ValidationError({"answer": [_("Write an answer, or change the case.")]})
    found.state, found.state_reason = COMPLETE.after, answer.strip()[:1000]
    after = audit.state_of(found)
    refuse_identity_numbers(audit.anew(before, after))
    with actions.refused_in_words():
        found.save()
    audit.record_change(
        by=by, action=COMPLETE.name, about=found, before=before, after=after,
        reason=answer.strip()[:1000],
    )  # fmt: skip
    actions.touched(found)
    return found


@transaction.atomic
def move_case(
    *,
    by: Actor,
    case: Case,
    name: str,
    version: str = "",
    reason: str = "",
    body: Body | None = None,
    merged_into: Case | None = None,
) -> Case:
    """Moves a case on by one of ``states.CASE_MOVES``.

    Args:
        reason: why, or what is asked for; a return or a question needs it.
        body: whom it is sent to; it gets a number there.
        merged_into: the case that goes on.

    Raises:
        NotAllowed, ChangedMeanwhile: as ``common.actions.save``.
        ValidationError: it cannot be done from where it stands, or something is missing.
    """
    held = _held(case, merged_into)
    found = held[case.pk]
    move = way(CASE_MOVES, name, found.state)
    if name in ("ask", "return") and not reason.strip():
        raise ValidationError({"reason": [_("Say why, or what is asked for.")]})
    if (name == "send on" and body is None) or (name == "accept" and (body or found.body) is None):
        raise ValidationError({"body": [_("Choose the body.")]})
    if name == "merge" and (merged_into is None or merged_into.pk == found.pk):
        raise ValidationError({"merged_into": [_("Name the case that it was merged with.")]})
    if name == "merge" and merged_into is not None:
        _require_goes_on(held[merged_into.pk])
    if name == "merge" and found.items.filter(open_agenda("meeting__")).exists():
        raise ValidationError(
            _("It is on the agenda of a meeting that is called or held. Close it when it is "
              "treated: merged, it would be gone from the agenda and the minutes.")
        )  # fmt: skip
    found.state, found.state_reason = move.after, reason.strip()
    found.merged_into = merged_into if name == "merge" else None
    if name in ("accept", "send on") and (to := body or found.body) is not None:
        found.body = to
        give_number(by=by, case=found, body=to)
    saved = actions.save(by=by, record=found, version=version, action=name, reason=reason.strip())
    if name == "merge":
        _take_along(by, saved)
    tell_of_move(saved, name)
    return saved


def _held(*cases: Case | None) -> dict[int, Case]:
    """The cases, read again and held, in one order: of two that merge both, one waits."""
    keys = [one.pk for one in cases if one is not None]
    found = Case.objects.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk")
    return {one.pk: one for one in found}


def _require_goes_on(case: Case) -> None:
    """Raises:
    ValidationError: a case that others are to go on in is merged itself, or returned.
    """
    if case.state in NOT_GOING_ON:
        told = _("«%(case)s» does not go on itself. Choose one that does.") % {"case": case}
        raise ValidationError({"merged_into": [told]})


def _take_along(by: Actor, case: Case) -> None:
    """What was merged into a case that is merged now goes on where that does."""
    for one in Case.objects.filter(merged_into=case):
        one.merged_into = case.merged_into
        actions.save(by=by, record=one, action="merge")


@transaction.atomic
def give_number(
    *, by: Actor, case: Case, body: Body, date: datetime.date | None = None
) -> CaseNumber:
    """Gives a case the next number of a body; one that it has this year stays.

    The body's row is held meanwhile, so that of two who ask at once the second gets the next one.

    Raises:
        NotAllowed: the actor may not.
    """
    date = date or today()
    Body.objects.select_for_update(of=("self",)).get(pk=body.pk)
    of_year = CaseNumber.objects.filter(body=body, year=date.year)
    if there := of_year.filter(case=case).first():
        return there
    number = (of_year.aggregate(last=Max("number"))["last"] or 0) + 1
    practice = Practice.objects.on(date).filter(body=body).first() or Practice(body=body)
    spelled = practice.spelled(body.short_name or body.name, date.year, number)
    made = CaseNumber(
        partnership_id=case.partnership_id,
        case=case,
        body=body,
        year=date.year,
        number=number,
        written=spelled[0][:80],
        spelled=[one[:80] for one in spelled[1:] if one != spelled[0]],
    )
    return actions.save(by=by, record=made, action="give number")


def _free_slug(title: str) -> str:
    """A name in the address that no case has."""
    text = title.casefold().replace("æ", "ae").replace("ø", "o").replace("å", "a")
    plain = slugify(text)[:60].strip("-") or "sak"
    taken = set(Case.objects.filter(slug__startswith=plain).values_list("slug", flat=True))
    number, slug = 2, plain
    while slug in taken:
        slug, number = f"{plain}-{number}", number + 1
    return slug
