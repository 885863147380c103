"""The states of an edition, from draft to withdrawn."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class EditionStatus(models.TextChoices):
    """Where an edition is on its way. Who may move it, and how, comes with the revision process."""

    DRAFT = "draft", _("Draft")
    HEARING = "hearing", _("On hearing")
    FOR_DECISION = "for_decision", _("For decision")
    ADOPTED = "adopted", _("Adopted")
    IN_FORCE = "in_force", _("In force")
    SUPERSEDED = "superseded", _("Superseded")
    WITHDRAWN = "withdrawn", _("Withdrawn")
