"""That something was decided: by which body, when, and where that stands written."""

from __future__ import annotations

import datetime
from typing import Any, NamedTuple

from django.db import models
from django.utils.translation import gettext_lazy as _


def otherwise() -> Any:
    """The column for why something was decided otherwise than the rules of authority say."""
    return models.CharField(
        _("Decided otherwise than the rules say: why"),
        max_length=1000,
        blank=True,
        default="",
        db_default="",
        help_text=_(
            "Only where the rules for who decides were not followed. Everyone can read it."
        ),
    )


class Decided(models.Model):
    """Of what a body decides: which, when, and in which case. Empty: it is not entered."""

    decided_by = models.ForeignKey(
        "bodies.Body",
        verbose_name=_("Decided by the body"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    decided_on = models.DateField(_("Decided on"), null=True, blank=True)
    decision_reference = models.CharField(
        _("Case reference"), max_length=200, blank=True, default="", db_default=""
    )
    decided_otherwise = otherwise()

    class Meta:
        abstract = True


class DecidedThen(NamedTuple):
    """A decision as a page tells of it, whichever fields it stands in."""

    decided_by: Any
    decided_on: datetime.date | None
    decision_reference: str
    decided_otherwise: str


class EndDecided(models.Model):
    """Who decided on the last day of something, apart from who created it.

    What was created for a time has its last day from that decision. ``end_told_on`` is when
    somebody said that it is over: until then, what was to end is asked about.
    """

    end_decided_by = models.ForeignKey(
        "bodies.Body",
        verbose_name=_("The last day was decided by the body"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    end_decided_on = models.DateField(_("The last day was decided on"), null=True, blank=True)
    end_reference = models.CharField(
        _("Case reference of the last day"), max_length=200, blank=True, default="", db_default=""
    )
    end_otherwise = otherwise()
    end_told_on = models.DateField(_("Said to be over on"), null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def end_decided(self) -> DecidedThen | None:
        """The decision on the last day; None where none is entered."""
        told = DecidedThen(
            self.end_decided_by, self.end_decided_on, self.end_reference, self.end_otherwise
        )
        return told if any(told) else None
