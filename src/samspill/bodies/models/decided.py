"""That something was decided: by which body, when, and where that stands written."""

from __future__ import annotations

from typing import Any

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
