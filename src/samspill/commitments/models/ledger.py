"""The ledger: what is owed, by whom, by when, and what was reported on it."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Sequence
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samspill.commitments import rules
from samspill.commitments.models.legends import LegendStatus, Scale, StatusLegend
from samspill.commitments.models.owners import Owner
from samspill.common.models import Scoped, scoped_manager, web_address

KEY_LENGTH = 200
ANSWERED_BEFORE = datetime.timedelta(days=14)
"""An answer so long before the due date, or later, tells how it stood when it was due."""


class CommitmentQuerySet(models.QuerySet):
    """Commitments, asked for in the field's words."""

    def owed_by(
        self,
        parties: Iterable[int] = (),
        bodies: Iterable[int] = (),
        roles: Iterable[tuple[int, str]] = (),
    ) -> Self:
        """Those that any of these owes.

        Args:
            parties, bodies: primary keys; a body's are also those that a role in it owes.
            roles: a body's key and a role in it; only what that very role owes.
        """
        owners = Owner.objects.filter(_owes(parties, bodies, roles))
        return self.filter(pk__in=owners.values("commitment"))

    def open_owed_by(
        self,
        parties: Collection[int] = (),
        bodies: Collection[int] = (),
        roles: Collection[tuple[int, str]] = (),
    ) -> Self:
        """The open ones among them: costs as much as is open there, whatever the ledger holds."""
        owners = Owner.objects.filter(_owes(parties, bodies, roles), is_open=True)
        return self.open().filter(pk__in=owners.values("commitment"))

    def first_owed_by(
        self,
        parties: Iterable[int],
        bodies: Iterable[int],
        roles: Iterable[tuple[int, str]],
        *,
        most: int,
        without: Iterable[models.QuerySet] = (),
    ) -> Self:
        """The open ones of these that are due first, at most so many, in that order.

        What was answered when it was due comes after what waits for its answer. Which they are is
        found from the owners alone: of all that somebody owes, no more than what is shown is
        fetched.

        Args:
            without: rows of ``commitment`` that are left out.
        """
        owners = _without(
            Owner.objects.filter(_owes(parties, bodies, roles), is_open=True), without
        )
        due = (
            owners.order_by()
            .values("commitment")
            .annotate(due=models.Min("due_on"), said=models.Max("reported_on"))
        )
        is_said = models.Case(
            models.When(said__gte=F("due") - ANSWERED_BEFORE, then=1),
            default=0,
            output_field=models.IntegerField(),
        )
        first = due.order_by(is_said, F("due").asc(nulls_last=True), "commitment")[:most]
        return self.filter(pk__in=first.values("commitment")).by_due_date()

    def open(self) -> Self:
        """Those that still bind."""
        return self.filter(state=Commitment.State.OPEN)

    def closed(self) -> Self:
        """Those that are over, whatever came of them."""
        return self.filter(state=Commitment.State.CLOSED)

    def of_process(self, process: str) -> Self:
        """Those that a process has opened."""
        return self.filter(process=process)

    def overdue_on(self, date: datetime.date) -> Self:
        """Open ones that were due before ``date``, and are not achieved."""
        return self.open().filter(due_on__lt=date).unachieved()

    def achieved(self) -> Self:
        """Open ones with nothing left to do: what was asked by a day is reported as achieved.

        What recurs was achieved the time before, and is asked anew.
        """
        return self.open().filter(due_kind=Commitment.Due.DATE, result__scale=Scale.FULL)

    def unachieved(self) -> Self:
        """Without those: neither late nor reminded of. They may still be answered otherwise."""
        return self.exclude(due_kind=Commitment.Due.DATE, result__scale=Scale.FULL)

    def due_within(self, days: int, after: datetime.date) -> Self:
        """Open ones due from ``after`` on, within ``days`` days of it."""
        return self.open().filter(due_on__range=(after, after + datetime.timedelta(days=days)))

    def late_and_soon(
        self,
        parties: Iterable[int],
        bodies: Iterable[int],
        roles: Iterable[tuple[int, str]],
        *,
        date: datetime.date,
        days: int,
        without: Iterable[models.QuerySet] = (),
    ) -> models.QuerySet:
        """How many open ones of these were due before ``date``, and how many within ``days``.

        What is achieved is neither.

        Args:
            without: rows of ``commitment`` that stand within another: late they count as others.

        Returns:
            a row with ``late`` and ``soon``; none where nothing is owed.
        """
        owners = Owner.objects.filter(_owes(parties, bodies, roles), is_open=True)
        soon = Q(due_on__range=(date, date + datetime.timedelta(days=days))) & still_to_do()
        for rows in without:
            soon &= ~Q(commitment__in=rows)
        return (
            owners.order_by()
            .values("is_open")
            .annotate(
                late=models.Count("commitment", distinct=True, filter=late_on(date)),
                soon=models.Count("commitment", distinct=True, filter=soon),
            )
        )

    def counted(self) -> models.QuerySet:
        """How many they are, of each state.

        Returns:
            a row with ``state`` and ``count`` for each state that there are some of.
        """
        return self.order_by().values("state").annotate(count=models.Count("pk"))

    def unreported(self) -> Self:
        """Those that nothing was reported on: not the same as not achieved."""
        return self.filter(reported_on=None)

    def unowned(self) -> Self:
        """Those that nobody owes."""
        return self.filter(owners_key="")

    def without_date(self) -> Self:
        """Those with no date set, the continuous ones apart."""
        return self.filter(due_kind=Commitment.Due.NONE)

    def on_scale(self, scale: str) -> Self:
        """Those whose latest status stands there: that of the result, else that of the work."""
        statuses = LegendStatus.objects.filter(scale=scale).values_list("pk", flat=True)
        found = list(statuses)
        return self.filter(Q(result__in=found) | Q(result=None, work__in=found))

    def by_due_date(self) -> Self:
        """The first due first, those without a date last."""
        return self.order_by(F("due_on").asc(nulls_last=True), "pk")

    def last_reported_by(
        self,
        parties: Iterable[int],
        bodies: Iterable[int],
        roles: Iterable[tuple[int, str]],
        *,
        most: int,
    ) -> models.QuerySet:
        """The latest report on each of those that were reported on last, at most so many."""
        owners = Owner.objects.filter(_owes(parties, bodies, roles), reported_on__isnull=False)
        each = owners.order_by().values("commitment").annotate(last=models.Max("reported_on"))
        last = each.order_by("-last", "-commitment")[:most]
        newest = StatusReport.objects.filter(commitment__in=last.values("commitment"))
        of_each = newest.order_by("commitment_id", "-pk").distinct("commitment_id")
        return of_each.select_related("result", "work", "commitment")

    def with_presses(self) -> Self:
        """With the statuses that may be answered by one press, besides what a list shows."""
        legends = self.with_owners().select_related("result_legend")
        return legends.prefetch_related("result_legend__statuses")

    def with_owners(self) -> Self:
        """With what a list shows of each, in a constant number of queries."""
        return self.select_related("result", "work").prefetch_related(_named_owners())

    def name_owners(self, commitments: Sequence[Commitment]) -> None:
        """Reads the owners of commitments from several lists in one query, for showing them."""
        models.prefetch_related_objects(commitments, _named_owners())


def still_to_do() -> Q:
    """Holds for owners of what is not achieved."""
    return ~Q(commitment__in=Commitment.objects.achieved().values("pk"))


def late_on(date: datetime.date) -> Q:
    """Holds for owners of what is late, among those of what is open."""
    return Q(due_on__lt=date) & still_to_do()


def _without(owners: models.QuerySet, without: Iterable[models.QuerySet]) -> models.QuerySet:
    for rows in without:
        owners = owners.exclude(commitment__in=rows)
    return owners


def _owes(parties: Iterable[int], bodies: Iterable[int], roles: Iterable[tuple[int, str]]) -> Q:
    found = Q(party__in=list(parties)) | Q(body__in=list(bodies))
    for body, role in roles:
        found |= Q(body=body, role=role)
    return found


def _named_owners() -> models.Prefetch:
    owners = Owner.objects.select_related("party", "body").only(*Owner.NAMED).order_by("pk")
    return models.Prefetch("owners", owners)


class Commitment(Scoped):
    """One thing that is owed: what, why, by when, and how it stands.

    ``process`` opened it about a thing of its own (``OwedThing``), once for the same owners:
    ``owners_key`` is the same text for the same owners, and ``opened_for`` that of the first ones
    (``FormerOwner``), so that a process that opens the same again finds it. Neither is ever taken
    apart. ``source_label`` and ``source_path`` tell the reader why it is owed; it cannot be due
    before ``source_on``. ``result``, ``work`` and ``reported_on`` are those of the latest report
    that gave them, kept here so that a list needs no reports.
    """

    class Due(models.TextChoices):
        DATE = "date", _("On a date")
        RECURRING = "recurring", _("Again and again")
        CONTINUOUS = "continuous", _("Continuous")
        NONE = "none", _("No date set")

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        CLOSED = "closed", _("Closed")

    class ClosedAs(models.TextChoices):
        DONE = "done", _("Done")
        DROPPED = "dropped", _("Dropped")
        LAPSED = "lapsed", _("No longer asked")
        WITHDRAWN = "withdrawn", _("Withdrawn: should not have been there")

    process = models.SlugField(_("Process"), max_length=60, db_index=False)
    owners_key = models.CharField(max_length=KEY_LENGTH, blank=True, editable=False)
    opened_for = models.CharField(
        max_length=KEY_LENGTH, blank=True, editable=False, default="", db_default=""
    )
    title = models.CharField(_("Title"), max_length=400)
    text = models.TextField(_("Text"), blank=True)
    source_label = models.CharField(_("Asked because of"), max_length=300, blank=True)
    source_path = models.CharField(max_length=500, blank=True)
    source_on = models.DateField(null=True, blank=True)
    due_kind = models.CharField(_("Due"), max_length=10, choices=Due, default=Due.NONE)
    due_on = models.DateField(_("Due on"), null=True, blank=True)
    recurrence = models.CharField(_("How often"), max_length=300, blank=True)
    due_as_written = models.CharField(_("When, as written"), max_length=200, blank=True)
    is_public = models.BooleanField(_("Open to everyone"), default=False)
    is_optional = models.BooleanField(_("May be left unanswered"), default=False)
    state = models.CharField(_("State"), max_length=10, choices=State, default=State.OPEN)
    closed_as = models.CharField(_("Closed as"), max_length=10, choices=ClosedAs, blank=True)
    closed_reason = models.CharField(_("Why it was closed"), max_length=1000, blank=True)
    opened_on = models.DateField(_("Opened on"), default=timezone.localdate)
    closed_on = models.DateField(_("Closed on"), null=True, blank=True)
    result_legend = models.ForeignKey(
        StatusLegend,
        verbose_name=_("Legend of the result"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    work_legend = models.ForeignKey(
        StatusLegend,
        verbose_name=_("Legend of the work"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    result = models.ForeignKey(
        LegendStatus,
        verbose_name=_("The result"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    work = models.ForeignKey(
        LegendStatus,
        verbose_name=_("The work"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    reported_on = models.DateField(_("Date of the report"), null=True, blank=True)

    permissions = rules.COMMITMENT

    objects = scoped_manager(CommitmentQuerySet)

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(due_kind__in=["date", "recurring"], due_on__isnull=False)
                | Q(due_kind__in=["continuous", "none"], due_on__isnull=True),
                name="commitments_date_where_one_is_due",
                violation_error_message=_(
                    "The kind of due date needs a date, or may not have one."
                ),
            ),
            models.CheckConstraint(
                condition=Q(due_kind="recurring") ^ Q(recurrence=""),
                name="commitments_rule_where_it_recurs",
                violation_error_message=_("What recurs needs a rule, and nothing else has one."),
            ),
            models.CheckConstraint(
                condition=Q(source_on__isnull=True)
                | Q(due_on__isnull=True)
                | Q(due_on__gte=F("source_on")),
                name="commitments_due_after_the_source",
                violation_error_message=_("It cannot be due before its source existed."),
            ),
            models.CheckConstraint(
                condition=Q(state="open", closed_on__isnull=True, closed_as="")
                | (Q(state="closed", closed_on__isnull=False) & ~Q(closed_as="")),
                name="commitments_closed_as_something_on_a_day",
            ),
        ]
        indexes = [
            models.Index(
                fields=["partnership", "due_on", "id"],
                name="commitments_open_by_due",
                condition=Q(state="open"),
            ),
            models.Index(
                fields=["partnership", "process", "state", "due_on", "id"],
                name="commitments_of_process",
            ),
            models.Index(
                fields=["partnership", "due_on", "id"],
                name="commitments_unreported",
                condition=Q(state="open", reported_on=None),
            ),
            models.Index(
                fields=["partnership", "due_on", "id"],
                name="commitments_unowned",
                condition=Q(state="open", owners_key=""),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def is_overdue_on(self, date: datetime.date) -> bool:
        """Whether it is open, was due before ``date``, and is not achieved."""
        is_past = self.due_on is not None and self.due_on < date
        return self.state == self.State.OPEN and is_past and not self.is_achieved

    @property
    def is_answered(self) -> bool:
        """Whether it was reported on when it was due; it may be answered otherwise while open."""
        due, said = self.due_on, self.reported_on
        return due is not None and said is not None and said >= due - ANSWERED_BEFORE

    @property
    def is_achieved(self) -> bool:
        """Whether what was asked by a day is reported as achieved: nothing is left to do."""
        result = self.result if self.due_kind == self.Due.DATE else None
        return result is not None and result.scale == Scale.FULL

    @property
    def status(self) -> LegendStatus | None:
        """The latest status that tells most: the result's, else the work's; None: not reported."""
        return self.result or self.work


LONGEST_TEXT = 20_000
"""How much an owner may say under one heading, in a form and in a file."""


class StatusReport(Scoped):
    """What an owner said of a commitment at one time. Append-only: a later one corrects it."""

    commitment = models.ForeignKey(
        Commitment, on_delete=models.PROTECT, related_name="reports", db_index=False
    )
    result = models.ForeignKey(
        LegendStatus,
        verbose_name=_("The result"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    work = models.ForeignKey(
        LegendStatus,
        verbose_name=_("The work"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    reason = models.TextField(_("Why"), blank=True)
    done = models.TextField(_("What was done"), blank=True)
    effect = models.TextField(_("What came of it"), blank=True)
    next_step = models.TextField(_("What comes next"), blank=True)
    link = web_address(_("Link"))
    by = models.CharField(_("Who"), max_length=200)
    user = models.BigIntegerField(null=True, blank=True)
    role = models.CharField(_("Role"), max_length=300, blank=True)
    at = models.DateTimeField(_("When"), default=timezone.now)

    named_with = ("commitment", "result", "work")
    permissions = rules.OF_A_COMMITMENT

    objects = scoped_manager(models.QuerySet)

    class Meta:
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["commitment", "-id"], name="commitments_report_history"),
        ]

    def __str__(self) -> str:
        return f"{self.commitment}: {self.result or self.work or self.by}"
