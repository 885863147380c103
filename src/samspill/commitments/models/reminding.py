"""How somebody wants to be reminded, who is told when nothing happens, and calendar addresses."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from samspill.bodies.models import Body
from samspill.commitments import rules
from samspill.common.models import Record, Scoped
from samspill.parties.models import Party, Person


class ReminderChoice(Scoped):
    """How one person wants to be reminded; without one, by a digest on the days when there is any.

    ``reminded_on`` is the last day up to which the person has been told of what was due.
    """

    class Pace(models.TextChoices):
        AT_ONCE = "at_once", _("At once, one e-mail for each thing")
        DAILY = "daily", _("One e-mail a day, when there is something")
        WEEKLY = "weekly", _("One e-mail a week, on Mondays")
        NEVER = "never", _("No e-mail: I look at the inbox myself")

    person = models.OneToOneField(
        Person, verbose_name=_("Person"), on_delete=models.CASCADE, related_name="+"
    )
    pace = models.CharField(_("How often"), max_length=10, choices=Pace, default=Pace.DAILY)
    optional_too = models.BooleanField(_("Also what is optional"), default=True)
    reminded_on = models.DateField(null=True, blank=True, editable=False)

    named_with = ("person",)
    permissions = rules.OF_A_PERSON
    concern = ""

    objects = ScopedManager(partnership="partnership")

    def __str__(self) -> str:
        return f"{self.person}: {self.get_pace_display()}"


class Escalation(Record):
    """Who else is told, so many days after something was due without being done.

    ``process`` empty means every process. ``run_on`` is the last day that it was carried out for.
    """

    class To(models.TextChoices):
        CHAIR = "chair", _("The chair of the body that owes it")
        CONTACT = "contact", _("The contact person of the party that owes it")
        SEAT = "seat", _("Whoever sits for the party in the body named here")
        SECRETARIAT = "secretariat", _("The secretariat")

    process = models.SlugField(_("Process"), max_length=60, blank=True, db_index=False)
    days_late = models.PositiveSmallIntegerField(_("Days after it was due"))
    to = models.CharField(_("Who is told"), max_length=20, choices=To)
    body = models.ForeignKey(
        Body,
        verbose_name=_("Body"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    run_on = models.DateField(null=True, blank=True, editable=False)

    permissions = rules.ESCALATION

    objects = ScopedManager(partnership="partnership")

    class Meta:
        ordering = ["process", "days_late", "to"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "process", "days_late", "to"],
                name="commitments_escalation_once",
            ),
            models.CheckConstraint(
                condition=Q(to="seat", body__isnull=False) | (~Q(to="seat") & Q(body__isnull=True)),
                name="commitments_escalation_body_where_asked",
                violation_error_message=_("Name the body that the party is represented in."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.process or '*'} + {self.days_late}: {self.get_to_display()}"


class FeedAddress(Scoped):
    """A secret address of a calendar feed: of a person's own, of a party, or of a body.

    Only a digest of the secret is kept: the address is shown once. It gives what its person may
    see that day, so it ends with the person's role, and at once when it is revoked.
    """

    person = models.ForeignKey(
        Person, verbose_name=_("Person"), on_delete=models.CASCADE, related_name="+"
    )
    party = models.ForeignKey(
        Party,
        verbose_name=_("Party"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
    )
    body = models.ForeignKey(
        Body,
        verbose_name=_("Body"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
    )
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=timezone.now)
    revoked_at = models.DateTimeField(null=True, blank=True)

    named_with = ("party", "body", "person")
    permissions = rules.OF_A_PERSON
    concern = ""

    objects = ScopedManager(partnership="partnership")

    class Meta:
        ordering = ["-made_at"]
        verbose_name_plural = "feed addresses"
        constraints = [
            models.CheckConstraint(
                condition=Q(party__isnull=True) | Q(body__isnull=True),
                name="commitments_feed_of_one_thing",
            )
        ]

    def __str__(self) -> str:
        return str(self.party or self.body or self.person)
