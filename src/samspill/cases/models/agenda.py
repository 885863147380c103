"""What a meeting treats, in order, what came of it, and what is to be done because of it."""

from __future__ import annotations

from typing import Self

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Count, Exists, F, Func, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from samspill.bodies.models import Body, Office
from samspill.cases import rules
from samspill.cases.models.cases import Case
from samspill.cases.models.meetings import Meeting
from samspill.cases.openness import PartlyOpen
from samspill.cases.states import CASES_OPEN, MINUTES_OPEN, Outcome, open_agenda
from samspill.common.models import MARKDOWN, Record, address_slug, scoped_manager
from samspill.parties.models import Party

CAME_OF_IT = (
    "discussion", "outcome", "decision", "reason", "mode", "votes_for", "votes_against",
    "exception",
)  # fmt: skip
"""What the minutes tell of an item."""


class AgendaItemQuerySet(models.QuerySet):
    """Items of agendas, asked for in the field's words."""

    def public(self) -> Self:
        """Those that anyone may read: of an open case, or of a meeting that is called."""
        no_case = Q(case=None) & open_agenda("meeting__")
        return self.filter(
            no_case | Q(case__is_public=True, case__state__in=CASES_OPEN), is_public=True
        )

    def with_openness(self) -> Self:
        """With ``is_open``: whether anyone may read it."""
        return self.annotate(
            is_open=Exists(self.model._default_manager.public().filter(pk=OuterRef("pk")))
        )

    def numbered(self) -> Self:
        """With ``number``: its place on the agenda, the same for whoever reads it."""
        every = self.model._base_manager.filter(meeting=OuterRef("meeting"))
        earlier = every.filter(position__lt=OuterRef("position")).order_by().values("meeting")
        counted = Subquery(earlier.annotate(count=Count("pk")).values("count"))
        return self.annotate(number=Coalesce(counted, 0) + 1)

    def decided(self) -> Self:
        """Those that something came of which anyone may read."""
        came = (Outcome.DECIDED, Outcome.RECOMMENDED)
        return self.public().filter(meeting__minutes__in=MINUTES_OPEN, outcome__in=came)

    def of_cases(self) -> Self:
        """Without what a meeting approves of its own: the call, the agenda, earlier minutes."""
        own = Q(type=Case.Type.APPROVAL) | Q(approves__isnull=False)
        return self.exclude(own, case=None)


class AgendaItem(PartlyOpen, Record):
    """One item of a meeting's agenda: a case in treatment there, or something that is no case.

    ``body`` is whose item it is where several meet together. ``decision`` is the text as decided,
    or as recommended. ``exception`` is why something was decided outside authority.
    ``taken_out_on`` is the day that it, or its case, was exempted after everyone could read it.
    """

    class Mode(models.TextChoices):
        CONSENSUS = "consensus", _("By consensus")
        UNANIMOUS = "unanimous", _("Unanimously")
        VOTES = "votes", _("By votes")

    meeting = models.ForeignKey(
        Meeting, verbose_name=_("Meeting"), on_delete=models.PROTECT, related_name="items"
    )
    slug = address_slug(60)
    position = models.PositiveSmallIntegerField(_("Place in the list"))
    case = models.ForeignKey(
        Case,
        verbose_name=_("Case"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="items",
    )
    body = models.ForeignKey(
        Body,
        verbose_name=_("Body"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="agenda_items",
    )
    approves = models.ForeignKey(
        Meeting,
        verbose_name=_("Approves the minutes of"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="approved_in",
    )
    title = models.CharField(_("Title"), max_length=300, blank=True)
    type = models.CharField(_("Type"), max_length=20, choices=Case.Type, blank=True)
    minutes = models.PositiveSmallIntegerField(_("Minutes set aside"), null=True, blank=True)
    text = models.TextField(_("What it is about"), blank=True, help_text=MARKDOWN)
    is_late = models.BooleanField(_("Put up after the call"), default=False)
    discussion = models.TextField(_("What was said, in short"), blank=True, help_text=MARKDOWN)
    outcome = models.CharField(_("What came of it"), max_length=12, choices=Outcome, blank=True)
    decision = models.TextField(_("Decision"), blank=True, help_text=MARKDOWN)
    reason = models.TextField(_("Reason"), blank=True, help_text=MARKDOWN)
    mode = models.CharField(_("How it was decided"), max_length=10, choices=Mode, blank=True)
    votes_for = models.PositiveSmallIntegerField(_("Votes for"), null=True, blank=True)
    votes_against = models.PositiveSmallIntegerField(_("Votes against"), null=True, blank=True)
    exception = models.CharField(
        _("Why it was decided otherwise than the rules say"), max_length=1000, blank=True
    )
    is_public = models.BooleanField(_("Open to everyone"), default=True)
    exempt_statute = models.CharField(_("Exempt by"), max_length=200, blank=True)
    taken_out_on = models.DateField(_("Taken out of the open minutes on"), null=True, blank=True)

    number: int
    """Its place on the agenda, where it is read ``numbered``."""
    is_open: bool
    """Whether anyone may read it, where it is read ``with_openness``."""

    named_with = ("case", "meeting")
    MARKED = ("text", "discussion", "decision", "reason")
    read_by = dict.fromkeys(CAME_OF_IT, "read minutes")
    permissions = rules.AGENDA_ITEM

    objects = scoped_manager(AgendaItemQuerySet)

    class Meta:
        ordering = ["position"]
        indexes = [
            GinIndex(
                Func(
                    *(F(name) for name in ("partnership", "title", "decision", "reason")),
                    function="samspill_item_words",
                ),
                name="cases_item_words",
            )
        ]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "slug"], name="cases_item_slug"),
            models.UniqueConstraint(
                fields=["meeting", "position"],
                name="cases_item_position",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.UniqueConstraint(
                fields=["meeting", "case", "body"],
                condition=Q(case__isnull=False),
                nulls_distinct=False,
                name="cases_item_once_in_a_meeting",
                violation_error_message=_("The case is on the agenda already."),
            ),
            models.CheckConstraint(
                condition=Q(case__isnull=False) | ~Q(title=""),
                name="cases_item_is_something",
                violation_error_message=_("Name a case, or give a title."),
            ),
            models.CheckConstraint(
                condition=~Q(outcome__in=["decided", "recommended"]) | ~Q(decision=""),
                name="cases_decision_has_a_text",
                violation_error_message=_("Write what was decided."),
            ),
            models.CheckConstraint(
                condition=Q(mode="votes") | Q(votes_for__isnull=True, votes_against__isnull=True),
                name="cases_votes_where_there_was_a_vote",
                violation_error_message=_("Votes are counted only where there was a vote."),
            ),
            models.CheckConstraint(
                condition=Q(approves__isnull=True) | ~Q(approves=models.F("meeting")),
                name="cases_item_approves_another_meeting",
                violation_error_message=_("A meeting does not approve its own minutes."),
            ),
            models.CheckConstraint(
                condition=Q(is_public=True) | ~Q(exempt_statute=""),
                name="cases_exempt_item_names_the_statute",
                violation_error_message=_("Name the statute that it is exempt by."),
            ),
        ]

    def __str__(self) -> str:
        return self.title or (str(self.case) if self.case else "")


class FollowUp(Record):
    """What is to be done because of a decision: by whom, and by when."""

    item = models.ForeignKey(
        AgendaItem, verbose_name=_("Item"), on_delete=models.PROTECT, related_name="follow_ups"
    )
    slug = address_slug(60)
    position = models.PositiveSmallIntegerField(_("Place in the list"))
    text = models.CharField(_("What"), max_length=400)
    party = models.ForeignKey(
        Party,
        verbose_name=_("Party"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="follow_ups",
    )
    body = models.ForeignKey(
        Body,
        verbose_name=_("Body"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="follow_ups",
    )
    role = models.CharField(_("Role in the body"), max_length=20, choices=Office.Kind, blank=True)
    due_on = models.DateField(_("Due on"), null=True, blank=True)

    named_with = ("item",)
    permissions = rules.FOLLOW_UP

    objects = scoped_manager(models.QuerySet)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["item", "slug"], name="cases_follow_up_slug"),
            models.UniqueConstraint(
                fields=["item", "position"],
                name="cases_follow_up_position",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(
                condition=Q(party__isnull=True) | Q(body__isnull=True),
                name="cases_follow_up_has_one_owner",
                violation_error_message=_("Name one: a party or a body."),
            ),
            models.CheckConstraint(
                condition=Q(role="") | Q(body__isnull=False),
                name="cases_follow_up_role_of_a_body",
                violation_error_message=_("Name the body that the role is in."),
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def owner_in_words(self) -> str:
        """Who is to do it: a party, a body, or an office in it; empty where nobody is named."""
        if self.body and self.role:
            return f"{self.get_role_display()}, {self.body.short_name or self.body.name}"
        return str(self.party or self.body or "")
