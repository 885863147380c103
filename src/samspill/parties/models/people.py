"""People, the roles they hold in a helsefellesskap, and where to turn."""

from __future__ import annotations

import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from samspill.common.models import (
    DatedRecord,
    Record,
    Scoped,
    address_slug,
    scoped_manager,
    web_address,
)
from samspill.common.validity import Dated, DatedQuerySet, one_at_a_time
from samspill.parties import rules
from samspill.parties.models.organisations import Party, Region


class Person(Record):
    """Someone who can hold a seat or another role. Real data sets name none: roles hold seats.

    ``user`` is how the person signs in; without one it is only a name. ``invited_email`` is where
    an invitation was sent that is not accepted yet: whoever signs in with it becomes the user, so
    it is written by :func:`parties.actions.invite` alone. ``party`` is where the person works.
    ``gender`` is recorded only so that a body's rule of both genders can be kept.
    """

    class Gender(models.TextChoices):
        WOMAN = "woman", _("Woman")
        MAN = "man", _("Man")

    slug = address_slug(80)
    name = models.CharField(_("Name"), max_length=200)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("Sign-in"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="persons",
    )
    party = models.ForeignKey(
        Party,
        verbose_name=_("Party"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="people",
    )
    email = models.EmailField(_("E-mail address"), blank=True, default="", db_default="")
    phone = models.CharField(_("Telephone"), max_length=40, blank=True, default="", db_default="")
    invited_email = models.EmailField(
        _("Invited at the address"), blank=True, default="", db_default="", editable=False
    )
    gender = models.CharField(
        _("Gender (only where a body's rule asks for both)"),
        max_length=10,
        choices=Gender,
        blank=True,
        default="",
        db_default="",
    )
    is_invented = models.BooleanField(_("Invented, for demonstration"), default=False)
    erased_on = models.DateField(
        _("Personal data removed on"), null=True, blank=True, editable=False
    )

    permissions = rules.PERSON
    is_named_openly = True
    """Whoever sees a seat sees who sits there."""

    objects = ScopedManager(partnership="partnership")

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "people"
        constraints = [
            models.UniqueConstraint(fields=["partnership", "slug"], name="parties_person_slug"),
            models.UniqueConstraint(
                fields=["partnership", "user"], name="parties_person_once_for_a_user"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def reached_at(self) -> str:
        """Where mail goes: the person's address, else that of the sign-in; empty for nowhere."""
        return self.email or (self.user.email if self.user else "")


class AssignmentQuerySet(DatedQuerySet):
    """Assignments, asked for in the field's words."""

    def of_kind_on(self, kind: str, date: datetime.date) -> Self:
        """Those of one kind that hold on ``date``."""
        return self.on(date).filter(kind=kind)


class Assignment(DatedRecord):
    """A dated role that is no seat in a body: who has it, for which party, from when to when."""

    class Kind(models.TextChoices):
        SECRETARIAT = "secretariat", _("Secretariat")
        CONTACT = "contact", _("Contact person")
        REPORTER = "reporter", _("Reporter")
        EDITOR = "editor", _("Web editor")
        REGIONAL_READER = "regional_reader", _("Regional reader")

    FOR_A_PARTY = (Kind.CONTACT, Kind.REPORTER)

    person = models.ForeignKey(
        Person, verbose_name=_("Person"), on_delete=models.PROTECT, related_name="assignments"
    )
    kind = models.CharField(_("Role"), max_length=20, choices=Kind)
    party = models.ForeignKey(
        Party,
        verbose_name=_("Party"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="assignments",
    )

    named_with = ("person", "party")
    permissions = rules.ASSIGNMENT

    objects = scoped_manager(AssignmentQuerySet)

    class Meta:
        ordering = ["kind", "person__name", "valid_from"]
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                condition=Q(kind__in=["contact", "reporter"], party__isnull=False)
                | Q(kind__in=["secretariat", "editor", "regional_reader"], party__isnull=True),
                name="parties_assignment_party_where_asked",
                violation_error_message=_("The role needs a party, or may not have one."),
            ),
            one_at_a_time(
                "person",
                "party",
                texts=("kind",),
                name="parties_one_assignment_for_a_party_at_a_time",
                condition=Q(party__isnull=False),
            ),
            one_at_a_time(
                "person",
                texts=("kind",),
                name="parties_one_assignment_for_the_whole_at_a_time",
                condition=Q(party__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        where = f", {self.party}" if self.party else ""
        return f"{self.person}: {self.get_kind_display()}{where}"


class Retention(Record):
    """How long a kind of personal data is kept here, and why (personvernforordningen article 5)."""

    class Kind(models.TextChoices):
        CONTACT = "contact", _("E-mail address, telephone and sign-in, after the last role")
        NAME = "name", _("Name of someone who never held a seat, after the last role")
        SEAT_HOLDER = "seat_holder", _("Name of someone who has held a seat in a body")

    kind = models.CharField(_("Kind"), max_length=20, choices=Kind)
    days = models.PositiveIntegerField(
        _("Days after the last role"),
        null=True,
        blank=True,
        help_text=_("Empty: as long as the official record."),
    )
    reason = models.CharField(_("Why"), max_length=500, blank=True)

    permissions = rules.RETENTION

    objects = ScopedManager(partnership="partnership")

    class Meta:
        ordering = ["kind"]
        constraints = [
            models.UniqueConstraint(fields=["partnership", "kind"], name="parties_retention_kind")
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())


class SecondStepDemand(Scoped):
    """That whoever holds a role here must sign in with a second step.

    No fact of the open format: files that are loaded must not make signing in less safe.
    """

    class Role(models.TextChoices):
        EVERYONE = "everyone", _("Everyone who has a role here")
        OPERATOR = "operator", _("The installation's operator")
        SECRETARIAT = "secretariat", _("Secretariat")
        CONTACT = "contact", _("Contact person")
        REPORTER = "reporter", _("Reporter")
        EDITOR = "editor", _("Web editor")
        REGIONAL_READER = "regional_reader", _("Regional reader")
        CHAIR = "chair", _("Chair of a body")
        DEPUTY_CHAIR = "deputy_chair", _("Deputy chair of a body")
        SECRETARY = "secretary", _("Secretary of a body")
        SEAT = "seat", _("Everyone who has a seat in a body")

    role = models.CharField(_("Role"), max_length=20, choices=Role)

    permissions = rules.SECOND_STEP

    objects = ScopedManager(partnership="partnership")

    class Meta:
        ordering = ["role"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "role"], name="parties_secondstepdemand_role"
            )
        ]

    def __str__(self) -> str:
        return str(self.get_role_display())


class ContactPoint(DatedRecord):
    """Where to turn: a function (never a private person) in a party, a region or the whole."""

    class Kind(models.TextChoices):
        SECRETARIAT = "secretariat", _("Secretariat")
        COORDINATING_UNIT = "coordinating_unit", _("Coordinating unit")
        CONTACT = "contact", _("Contact for collaboration")
        EDITOR = "editor", _("Web editors")
        OTHER = "other", _("Other")

    slug = address_slug(80)
    kind = models.CharField(_("Kind"), max_length=30, choices=Kind, default=Kind.CONTACT)
    title = models.CharField(_("Title"), max_length=200)
    party = models.ForeignKey(
        Party,
        verbose_name=_("Party"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="contact_points",
    )
    region = models.ForeignKey(
        Region,
        verbose_name=_("Region"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="contact_points",
    )
    description = models.TextField(_("Description"), blank=True)
    email = models.EmailField(_("E-mail address"), blank=True)
    phone = models.CharField(_("Telephone"), max_length=40, blank=True)
    url = web_address(_("Web address"))
    confirmed_on = models.DateField(_("Confirmed on"), null=True, blank=True)

    permissions = rules.CONTACT_POINT

    objects = scoped_manager()

    class Meta:
        ordering = ["kind", "title"]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(fields=["partnership", "slug"], name="parties_contact_slug"),
        ]

    def __str__(self) -> str:
        return self.title
