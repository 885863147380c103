"""A round of reporting on a plan: what is asked of whom, by when, and when it was over."""

from __future__ import annotations

import datetime
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from samspill.bodies.models import Body
from samspill.commitments.models import Commitment, StatusReport
from samspill.common.models import Record, Scoped, address_slug
from samspill.parties.models import Party
from samspill.plans import rules
from samspill.plans.models.plans import PlanEdition


class ReportingRound(Record):
    """Each responsible is asked how their measures stand, by ``due_on``.

    ``asked`` is what was open when the round was opened. What is reported on it while the round is
    open belongs to the round, wherever it was reported (``RoundReport``). While it is open, those
    are asked who owe it now; when it is closed they are written down (``RoundOwner``). A closed
    round is frozen, by the database too (migration ``0002_frozen``); reports are append-only
    anyway.
    """

    edition = models.ForeignKey(
        PlanEdition, verbose_name=_("Edition"), on_delete=models.PROTECT, related_name="rounds"
    )
    slug = address_slug(60)
    title = models.CharField(_("Title"), max_length=200)
    due_on = models.DateField(_("Answer by"))
    opened_at = models.DateTimeField(_("Opened"), default=timezone.now)
    closed_at = models.DateTimeField(_("Closed"), null=True, blank=True)
    asked: models.ManyToManyField[Commitment, Any] = models.ManyToManyField(
        Commitment, related_name="rounds_asked", blank=True
    )

    refused = {
        "plans_closed_round_is_frozen": _("The round is closed. What was asked and answered stays.")
    }
    permissions = rules.OF_AN_EDITION_ALWAYS
    concern = "commitments"

    objects = ScopedManager(partnership="partnership")

    class Meta:
        ordering = ["-opened_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "slug"], name="plans_round_slug"),
            models.UniqueConstraint(
                fields=["edition"],
                condition=Q(closed_at=None),
                name="plans_one_round_open",
                violation_error_message=_("Another round of the plan is open; close it first."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        """Whether it takes answers."""
        return self.closed_at is None

    def is_late(self, at: datetime.datetime) -> bool:
        """Whether that moment is after the day that the round was due."""
        return timezone.localtime(at).date() > self.due_on


class RoundOwner(Scoped):
    """Who was asked about what in a round, as it stood when the round was closed.

    ``is_to_answer`` is not so for a measure that was closed without a report while the round went
    on: nobody is missing there.
    """

    round = models.ForeignKey(ReportingRound, on_delete=models.PROTECT, related_name="owners")
    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="+")
    party = models.ForeignKey(
        Party,
        verbose_name=_("Party"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    body = models.ForeignKey(
        Body,
        verbose_name=_("Body"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    role = models.CharField(_("Role"), max_length=20, blank=True)
    is_to_answer = models.BooleanField(default=True)

    named_with = ("party", "body")
    permissions = rules.OF_A_ROUND
    concern = "commitments"

    objects = ScopedManager(partnership="partnership")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "commitment", "party", "body", "role"],
                nulls_distinct=False,
                name="plans_round_owner_once",
            )
        ]

    def __str__(self) -> str:
        return str(self.party or self.body)


class RoundReport(Scoped):
    """That a report belongs to a round: written with the report, and never worked out again."""

    report = models.OneToOneField(
        StatusReport, on_delete=models.PROTECT, primary_key=True, related_name="in_round"
    )
    round = models.ForeignKey(ReportingRound, on_delete=models.PROTECT, related_name="reports")

    named_with = ("round", "report")
    permissions = rules.OF_A_ROUND
    concern = "commitments"

    objects = ScopedManager(partnership="partnership")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.round}: {self.report}"
