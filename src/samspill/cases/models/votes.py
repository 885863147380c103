"""How each side voted on an item, where the rule counts a majority on each side."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from samspill.cases import rules
from samspill.cases.models.agenda import AgendaItem
from samspill.common.models import Record
from samspill.parties.models import Side


class SideVotes(Record):
    """The votes of one side on an item."""

    item = models.ForeignKey(
        AgendaItem, verbose_name=_("Item"), on_delete=models.CASCADE, related_name="side_votes"
    )
    side = models.ForeignKey(
        Side, verbose_name=_("Side"), on_delete=models.PROTECT, related_name="votes"
    )
    votes_for = models.PositiveSmallIntegerField(_("Votes for"))
    votes_against = models.PositiveSmallIntegerField(_("Votes against"))

    named_with = ("side",)
    permissions = rules.FOLLOW_UP

    objects = ScopedManager(partnership="partnership")

    class Meta:
        ordering = ["side__order", "side__name"]
        verbose_name_plural = "side votes"
        constraints = [
            models.UniqueConstraint(fields=["item", "side"], name="cases_side_votes_once")
        ]

    def __str__(self) -> str:
        return f"{self.side}: {self.votes_for}–{self.votes_against}"
