"""A plan through its editions, and what an edition is divided into."""

from __future__ import annotations

import datetime
from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.db.models.lookups import LessThanOrEqual
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from samspill.bodies.models import Body
from samspill.bodies.models.decided import otherwise
from samspill.common.keys import is_key
from samspill.common.loose import LooselyDated, LooselyDatedQuerySet, known_from, may_have_begun_by
from samspill.common.models import LooselyDatedRecord, Record, address_slug, scoped_manager, today
from samspill.documents.models import Document
from samspill.plans import rules
from samspill.plans.states import FROZEN, IN_USE, PUBLISHED, PlanState

YEARS_AHEAD = 5


class PlanQuerySet(models.QuerySet):
    """Plans, asked for in the field's words."""

    def public(self) -> Self:
        """Those with an edition that is no draft."""
        published = PlanEdition.objects.public().filter(plan=models.OuterRef("pk"))
        return self.filter(models.Exists(published))

    def begun_by(self, date: Any) -> Self:
        """Those of which an edition that is no draft may have begun by ``date``."""
        begun = PlanEdition.objects.public().filter(may_have_begun_by(date))
        return self.filter(models.Exists(begun.filter(plan=models.OuterRef("pk"))))


class Plan(Record):
    """A plan of the helsefellesskap, through all its editions."""

    class Kind(models.TextChoices):
        ACTION_PLAN = "action_plan", _("Action plan")
        STRATEGY = "strategy", _("Strategy")
        DEVELOPMENT_PLAN = "development_plan", _("Development plan")
        OTHER = "other", _("Other plan")

    slug = address_slug(100)
    title = models.CharField(_("Title"), max_length=300)
    short_title = models.CharField(_("Short title"), max_length=100, blank=True)
    kind = models.CharField(_("Kind"), max_length=30, choices=Kind, default=Kind.ACTION_PLAN)
    first_year = models.PositiveSmallIntegerField(_("First year"))
    last_year = models.PositiveSmallIntegerField(
        _("Last year"),
        null=True,
        blank=True,
        help_text=_("Empty when the plan has no end."),
    )
    summary = models.TextField(
        _("Summary"), blank=True, help_text=_("A few sentences in plain words.")
    )
    document = models.ForeignKey(
        Document,
        verbose_name=_("Document"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="plans",
    )
    predecessor = models.ForeignKey(
        "self",
        verbose_name=_("Took over from"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="plan_successors",
    )

    permissions = rules.PLAN

    objects = scoped_manager(PlanQuerySet)

    class Meta:
        ordering = ["-first_year", "slug"]
        constraints = [
            models.UniqueConstraint(fields=["partnership", "slug"], name="plans_plan_slug"),
            models.CheckConstraint(
                condition=Q(first_year__lte=F("last_year")),
                name="plans_plan_years_ordered",
                violation_error_message=_("The last year is before the first year."),
            ),
            models.CheckConstraint(
                condition=~Q(predecessor=F("id")),
                name="plans_plan_follows_another",
                violation_error_message=_("A plan cannot take over from itself."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def label(self) -> str:
        """The short title, where there is one."""
        return self.short_title or self.title

    @property
    def years(self) -> list[int]:
        """The years of the period; of a plan that has no end, those of the next five years."""
        last = self.last_year or max(self.first_year, today().year + YEARS_AHEAD)
        return list(range(self.first_year, last + 1))

    @property
    def period(self) -> str:
        """The first and the last year, as far as they are given: "2018–2021", "2018–"."""
        return f"{self.first_year}–{self.last_year or ''}"


class PlanEditionQuerySet(LooselyDatedQuerySet):
    """Editions of plans, asked for in the field's words."""

    def public(self) -> Self:
        """Those that are no draft."""
        return self.filter(state__in=PUBLISHED)

    def to_show_on(self, date: datetime.date) -> Self:
        """Those that may have begun by ``date``, first the one that runs, then the latest."""
        running = models.Case(
            *(
                models.When(state=state, then=place)
                for place, state in enumerate(
                    [PlanState.RUNNING, PlanState.ADOPTED, PlanState.CLOSED, PlanState.HEARING]
                )
            ),
            default=9,
            output_field=models.IntegerField(),
        )
        begun = self.filter(may_have_begun_by(date))
        return begun.order_by(running, F("valid_from").desc(nulls_last=True), "pk")

    def with_replaced(self, date: Any) -> Self:
        """With whether another plan has taken over from theirs on ``date``: ``is_replaced``."""
        after = Plan.objects.begun_by(date).filter(predecessor=models.OuterRef("plan"))
        return self.annotate(is_replaced=models.Exists(after))

    def begun_by(self, date: datetime.date) -> Self:
        """Those that are known to have begun by ``date``."""
        return self.filter(LessThanOrEqual(known_from(), date))


class PlanEdition(LooselyDatedRecord):
    """One version of a plan; frozen from its adoption, beside a draft of the next.

    Who adopts follows the authority rules (clause 5.2 b: PSU, on ASU's recommendation):
    ``plans/upholding.py``.
    ``is_replaced`` is not known until it is asked (``with_replaced``).
    """

    is_replaced: bool | None = None

    plan = models.ForeignKey(
        Plan, verbose_name=_("Plan"), on_delete=models.PROTECT, related_name="editions"
    )
    slug = address_slug(60)
    state = models.CharField(_("State"), max_length=20, choices=PlanState, default=PlanState.DRAFT)
    adopted_by = models.ForeignKey(
        Body,
        verbose_name=_("Adopted by the body"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="plans_adopted",
    )
    adopted_by_each_party = models.BooleanField(_("Adopted by each party itself"), default=False)
    adopted_on = models.DateField(_("Adopted on"), null=True, blank=True)
    case_reference = models.CharField(_("Case reference"), max_length=200, blank=True)
    recommended_by = models.ForeignKey(
        Body,
        verbose_name=_("Recommended by the body"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="plans_recommended",
    )
    adopted_otherwise = otherwise()
    note = models.TextField(_("Note"), blank=True)

    named_with = ("plan",)
    refused = {
        "plans_frozen_at_adoption": _(
            "The edition is adopted. Its goals and measures are frozen: to change them, make the "
            "next edition."
        )
    }
    permissions = rules.EDITION

    objects = scoped_manager(PlanEditionQuerySet)

    class Meta:
        ordering = ["plan", "valid_from", "slug"]
        constraints = [
            *LooselyDated.Meta.constraints,
            models.UniqueConstraint(fields=["plan", "slug"], name="plans_edition_slug"),
            models.UniqueConstraint(
                fields=["plan"],
                condition=Q(state=PlanState.RUNNING),
                name="plans_one_edition_runs",
                violation_error_message=_("Another edition of the plan runs; close it first."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan.label}, {self.slug}"

    def is_past_its_years(self, date: datetime.date) -> bool:
        """Whether the last year of the plan is over on a date, and nobody has closed it."""
        last = self.plan.last_year
        return last is not None and last < date.year and self.state != PlanState.CLOSED

    def state_on(self, date: datetime.date) -> str:
        """Its state in words: one that is past its years and not closed is not said to run."""
        if self.state in IN_USE and self.is_past_its_years(date):
            if self.is_replaced is False:
                return gettext("The period is over, not replaced")
            return gettext("The period is over")
        return str(self.get_state_display())

    @property
    def state_now(self) -> str:
        """Its state in words, today."""
        return self.state_on(today())

    @property
    def is_frozen(self) -> bool:
        """Whether its goals, focus areas and measures stand as they were adopted."""
        return self.state in FROZEN


class MainGoal(Record):
    """A main goal of an edition, as written."""

    edition = models.ForeignKey(
        PlanEdition, verbose_name=_("Edition"), on_delete=models.PROTECT, related_name="goals"
    )
    number = models.CharField(_("Number"), max_length=40, validators=[is_key])
    title = models.CharField(_("Title"), max_length=400)
    order = models.PositiveSmallIntegerField(_("Place in the list"), default=0)

    permissions = rules.OF_AN_EDITION

    objects = ScopedManager(partnership="partnership")

    class Meta:
        ordering = ["order", "number"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "number"], name="plans_goal_number")
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


class FocusArea(Record):
    """A focus area under a main goal, with the service agreements or guidelines that it serves.

    ``agreements`` is what the plan writes; ``documents`` are those of them that are known here.
    """

    edition = models.ForeignKey(
        PlanEdition, verbose_name=_("Edition"), on_delete=models.PROTECT, related_name="areas"
    )
    goal = models.ForeignKey(
        MainGoal, verbose_name=_("Main goal"), on_delete=models.PROTECT, related_name="areas"
    )
    number = models.CharField(_("Number"), max_length=40, validators=[is_key])
    title = models.CharField(_("Title"), max_length=400)
    order = models.PositiveSmallIntegerField(_("Place in the list"), default=0)
    agreements = models.CharField(
        _("Agreements or guidelines, as written"), max_length=200, blank=True
    )
    documents: models.ManyToManyField[Document, Any] = models.ManyToManyField(
        Document, verbose_name=_("Documents"), related_name="focus_areas", blank=True
    )
    summary = models.TextField(
        _("Summary"), blank=True, help_text=_("A few sentences in plain words.")
    )

    permissions = rules.OF_AN_EDITION

    objects = ScopedManager(partnership="partnership")

    class Meta:
        ordering = ["order", "number"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "number"], name="plans_area_number")
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"
