"""The states of an edition from draft to withdrawn, and what each condition of one means.

Each condition stands here once, as a query. Pages ask it of an edition that they have with
``common.conditions.meets``; lists, rules, the search index and the register ask the database.
"""

import datetime

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samspill.common.validity import holds_on


class EditionStatus(models.TextChoices):
    """Where an edition is on its way. Who may move it, and how, comes with the revision process."""

    DRAFT = "draft", _("Draft")
    HEARING = "hearing", _("On hearing")
    FOR_DECISION = "for_decision", _("For decision")
    ADOPTED = "adopted", _("Adopted")
    IN_FORCE = "in_force", _("In force")
    SUPERSEDED = "superseded", _("Superseded")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Matter(models.TextChoices):
    """What is decided. Whoever may adopt may also revise, and change a little."""

    ADOPT = "adopt", _("To adopt something new")
    REVISE = "revise", _("To revise")
    SMALL_CHANGES = "small_changes", _("Small changes")
    FUNDS = "funds", _("To dispose of funds")
    MANDATE = "mandate", _("The mandate of a body")
    CREATE_BODY = "create_body", _("To create a body")


OF_DOCUMENTS = {
    Matter.ADOPT: (Matter.ADOPT, ""),
    Matter.REVISE: (Matter.REVISE, Matter.ADOPT, ""),
    Matter.SMALL_CHANGES: (Matter.SMALL_CHANGES, Matter.REVISE, Matter.ADOPT, ""),
}
"""By what is done with a document: the matters of the rules that let somebody do it."""


PUBLISHED = tuple(status.value for status in EditionStatus if status != EditionStatus.DRAFT)
OPEN = Q(is_public=True, status__in=PUBLISHED)
"""Editions that anyone may see where the document is open."""
PUBLIC = OPEN & Q(document__is_public=True)
"""Editions that anyone may see."""
IN_FORCE = Q(status__in=[EditionStatus.IN_FORCE, EditionStatus.SUPERSEDED]) | Q(
    status__in=[EditionStatus.ADOPTED, EditionStatus.WITHDRAWN], valid_from__isnull=False
)
"""Editions that hold in their period. An adopted one comes into force on its day by itself; a
withdrawn one held until it was withdrawn, unless it never had a first day."""


def adopted_without_a_day(date: datetime.date) -> Q:
    """Editions that are adopted by ``date``; from which day they hold, nobody knows."""
    by_then = Q(adopted_on__isnull=True) | Q(adopted_on__lte=date)
    return Q(status=EditionStatus.ADOPTED, valid_from__isnull=True) & by_then


def on_hearing(date: datetime.date) -> Q:
    """Editions that are on hearing on ``date``."""
    return Q(status=EditionStatus.HEARING) & holds_on(date, first="hearing_from", last="hearing_to")
