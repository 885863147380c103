"""A party's yearly word that its people and contact points are true, and the nudge to give it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from django.db import transaction
from django.db.models import Q
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from samspill.common import actions, audit
from samspill.common.actors import Actor
from samspill.common.addresses import address
from samspill.common.everywhere import everywhere
from samspill.common.models import Partnership, today
from samspill.common.permissions import require
from samspill.mail.actions import Letter, write
from samspill.parties.models import Assignment, Party

YEAR = datetime.timedelta(days=365)


@transaction.atomic
def confirm(*, by: Actor, party: Party) -> Party:
    """A party's contact person says that its people and contact points are true today.

    Raises:
        NotAllowed: only the party's contact person and the secretariat may.
    """
    require(by, "confirm", party)
    before = audit.state_of(party)
    party.confirmed_on = today()
    party.save(update_fields=["confirmed_on"])
    audit.record_change(
        by=by, action="confirm", about=party, before=before, after=audit.state_of(party)
    )
    actions.touched(party)
    return party


def ask_to_confirm(date: datetime.date) -> int:
    """Writes to the contact persons of parties that have not confirmed for a year.

    Each is asked once a month until somebody has confirmed. Returns how many were asked now.

    Raises:
        ExceptionGroup: it failed in some helsefellesskap; the others are asked.
    """
    return everywhere(lambda partnership: _ask_here(partnership, date))


def _ask_here(partnership: Partnership, date: datetime.date) -> int:
    with translation.override(partnership.language):
        return write(_letters(partnership, date))


def _letters(partnership: Partnership, date: datetime.date) -> Iterator[Letter]:
    late = Q(confirmed_on=None) | Q(confirmed_on__lt=date - YEAR)
    parties = Party.objects.members_on(date).filter(late)
    contacts = Assignment.objects.of_kind_on(Assignment.Kind.CONTACT, date)
    contacts = contacts.filter(party__in=parties).select_related("person", "party")
    for contact in contacts.exclude(person__email=""):
        party = contact.party
        words = {
            "person": contact.person,
            "party": party,
            "partnership": partnership,
            "address": address(partnership, "work:people:party", party.slug),
        }
        yield Letter(
            key=f"confirm/{party.pk}/{contact.person_id}/{date:%Y-%m}",
            to=contact.person.email,
            subject=_("Is what we have about %(party)s still right?") % {"party": party.name},
            text=render_to_string("parties/email/confirm.txt", words),
            partnership=partnership,
        )
