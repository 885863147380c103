"""Input to a plan: what a party or a body asks of it, and what came of that."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

from django.core.exceptions import ValidationError
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from samspill.bodies.holders import holders_on
from samspill.bodies.models import Body, Office
from samspill.common import actions, audit
from samspill.common.actors import Actor
from samspill.common.addresses import address
from samspill.common.models import today
from samspill.common.permissions import require
from samspill.mail.actions import Letter, write
from samspill.parties.models import Assignment, Party, Person
from samspill.plans.models import FocusArea, Measure, PlanEdition, PlanInput


@transaction.atomic
def submit_input(
    *,
    by: Actor,
    edition: PlanEdition,
    text: str,
    party: Party | None = None,
    body: Body | None = None,
) -> PlanInput:
    """Takes in what a party or a body asks of a plan that is not adopted yet.

    The sender is named by the party or body, never by the person who writes.

    Raises:
        NotAllowed: the actor does not see the edition, does not speak for the sender, or the
            edition is adopted.
        ValidationError: no sender, two of them, or no text.
    """
    found = PlanEdition.objects.select_for_update(of=("self",)).get(pk=edition.pk)
    sender = party or body
    if sender is None or (party and body):
        raise ValidationError(_("Tell who it is from: one party or one body."))
    if not text.strip():
        raise ValidationError({"text": [_("Write what you ask of the plan.")]})
    number = found.inputs.count() + 1
    while found.inputs.filter(slug=f"innspill-{number}").exists():
        number += 1
    record = PlanInput(
        partnership_id=found.partnership_id,
        edition=found,
        slug=f"innspill-{number}",
        order=number,
        sender=sender.name[:300],
        party=party,
        body=body,
        received_on=today(),
        text=text.strip(),
    )
    require(by, "see", found)
    require(by, "submit", record)
    record.full_clean(validate_constraints=False)
    with actions.refused_in_words():
        record.save()
    audit.record_change(by=by, action="submit", about=record, after=audit.state_of(record))
    actions.touched(record)
    return record


@transaction.atomic
def answer_input(
    *,
    by: Actor,
    record: PlanInput,
    focus_areas: Iterable[FocusArea],
    measures: Iterable[Measure],
    outcome: str,
    version: str = "",
) -> PlanInput:
    """Links an input to what it is about, records what came of it, and tells the sender's side.

    Whoever speaks for the sender gets one message for each outcome; the same outcome saved again
    sends nothing.

    Raises:
        NotAllowed, ChangedMeanwhile: as ``common.actions.save``.
        ValidationError: a focus area or measure is of another edition.
    """
    areas, linked = list(focus_areas), list(measures)
    editions = {area.edition_id for area in areas} | {one.edition_id for one in linked}
    if editions - {record.edition_id}:
        raise ValidationError(_("Choose among the focus areas and measures of this edition."))
    before = record.outcome
    record.outcome = outcome.strip()
    actions.save(by=by, record=record, version=version, action="answer")
    actions.set_many(by=by, record=record, field="focus_areas", chosen=areas)
    actions.set_many(by=by, record=record, field="measures", chosen=linked)
    if record.outcome and record.outcome != before:
        with translation.override(record.partnership.language):
            write(_letters(record))
    return record


def _letters(record: PlanInput) -> Iterator[Letter]:
    edition = record.edition
    mark = hashlib.sha256(record.outcome.encode()).hexdigest()[:12]
    where = ("work:plans:inputs", edition.plan.slug, edition.slug)
    words = {
        "input": record,
        "plan": edition.plan,
        "partnership": record.partnership,
        "address": f"{address(record.partnership, *where)}#{record.slug}",
    }
    for person in _speaking_for(record):
        yield Letter(
            key=f"input/{record.pk}/{mark}/{person.pk}",
            to=person.email,
            subject=_("What came of the input from %(sender)s") % {"sender": record.sender},
            text=render_to_string("plans/email/outcome.txt", {**words, "person": person}),
            partnership=record.partnership,
        )


def _speaking_for(record: PlanInput) -> list[Person]:
    """The sender's contact persons, or those who lead the body and keep its papers."""
    if record.party_id:
        assigned = Assignment.objects.of_kind_on(Assignment.Kind.CONTACT, today())
        found = Person.objects.filter(assignments__in=assigned.filter(party_id=record.party_id))
    else:
        leading = (Office.Kind.CHAIR, Office.Kind.SECRETARY)
        offices = Office.objects.on(today()).filter(body_id=record.body_id, kind__in=leading)
        seats = set(offices.values_list("seat", flat=True))
        people = {one.pk for one, seat in holders_on(today()) if seat.pk in seats}
        found = Person.objects.filter(pk__in=people)
    return list(found.exclude(email="").distinct())
