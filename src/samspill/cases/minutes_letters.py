"""Letters about minutes: to the members, and to whoever keeps them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from samspill.bodies.holders import holders_on
from samspill.bodies.models import Office, Role
from samspill.cases.models import Meeting, Objection
from samspill.common.addresses import address
from samspill.common.models import today
from samspill.common.moments import in_full
from samspill.mail.actions import Letter
from samspill.parties.models import Assignment, Person


def keepers_of(meeting: Meeting) -> list[Person]:
    """Who answers for the minutes: the secretaries of the bodies that meet, by seat or by office;
    the secretariat where nobody is."""
    bodies = {one.pk for one in meeting.bodies.all()}
    offices = Office.objects.on(today()).filter(body__in=bodies, kind=Office.Kind.SECRETARY)
    seats = set(offices.values_list("seat", flat=True))
    found = [
        person
        for person, seat in holders_on(today())
        if seat.pk in seats or (seat.body in bodies and seat.role == Role.SECRETARY)
    ]
    return found or secretariat()


def secretariat() -> list[Person]:
    """Who is the secretariat today."""
    held = Assignment.objects.on(today()).filter(kind="secretariat", person__erased_on=None)
    return [one.person for one in held.select_related("person__user")]


def letters(
    meeting: Meeting,
    kind: str,
    to: Iterable[Person],
    *,
    about: Objection | None = None,
    reason: str = "",
) -> Iterator[Letter]:
    """One letter to each, once for each version or objection.

    Args:
        kind: "minutes" (here they are), "objected" (``about``), or "stopped" (they cannot be
            approved, for ``reason``).
    """
    partnership = meeting.partnership
    people = {person.pk: person for person in to}
    who = " + ".join(one.title for one in meeting.bodies.all())
    last = meeting.versions.order_by("-number").first()
    about_key = about.pk if about else (last.number if last else 0)
    words = {
        "meeting": meeting,
        "who": who,
        "about": about,
        "reason": reason,
        "partnership": partnership,
        "address": address(partnership, "work:cases:meeting", meeting.slug),
        "object": address(partnership, "work:cases:object_to_minutes", meeting.slug),
    }
    with translation.override(partnership.language):
        subjects = {
            "minutes": _("Minutes: %(who)s, %(date)s"),
            "objected": _("Objection to the minutes: %(who)s, %(date)s"),
            "stopped": _("The minutes are not approved: %(who)s, %(date)s"),
        }
        subject = subjects[kind] % {"who": who, "date": in_full(meeting.date)}
        for person in people.values():
            if person.reached_at:
                text = render_to_string(f"cases/email/{kind}.txt", {**words, "person": person})
                yield Letter(
                    key=f"minutes/{kind}/{meeting.pk}/{about_key}/{person.pk}",
                    to=person.reached_at,
                    subject=subject,
                    text=text,
                    partnership=partnership,
                )
