"""Who owes a commitment, and whom it was opened for."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samspill.bodies.models import Body, Office, Role
from samspill.commitments import rules
from samspill.common.models import Scoped, scoped_manager
from samspill.parties.models import Party


class OneWhoOwes(Scoped):
    """A party, a body, or a role in a body."""

    ROLES = [*Office.Kind.choices, *[one for one in Role.choices if one[0] != Role.SECRETARY]]

    party = models.ForeignKey(
        Party,
        verbose_name=_("Party"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    body = models.ForeignKey(
        Body,
        verbose_name=_("Body"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    role = models.CharField(_("Role"), max_length=20, choices=ROLES, blank=True)

    named_with = ("party", "body")
    permissions = rules.OF_A_COMMITMENT

    objects = scoped_manager(models.QuerySet)

    class Meta:
        abstract = True
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["commitment", "party", "body", "role"],
                name="commitments_%(class)s_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=Q(party__isnull=False, body__isnull=True, role="")
                | Q(party__isnull=True, body__isnull=False),
                name="commitments_%(class)s_is_party_or_body",
                violation_error_message=_("An owner is a party, a body, or a role in a body."),
            ),
        ]

    def __str__(self) -> str:
        if self.body is None:
            return str(self.party)
        name = self.body.short_name or self.body.name
        return f"{self.get_role_display()}, {name}" if self.role else name


class Owner(OneWhoOwes):
    """Who owes a commitment. Several of one share it.

    ``is_open``, ``due_on`` and ``reported_on`` follow the commitment; the database keeps them, so
    that what somebody owes is found, counted and put in order without reading all that is over.
    """

    commitment = models.ForeignKey(
        "commitments.Commitment", on_delete=models.CASCADE, related_name="owners"
    )
    is_open = models.BooleanField(default=True, editable=False)
    due_on = models.DateField(null=True, editable=False)
    reported_on = models.DateField(null=True, editable=False)

    NAMED = (
        "partnership", "commitment", "role", "is_open", "party__slug", "party__name",
        "party__short_name", "body__slug", "body__name", "body__short_name",
    )  # fmt: skip
    """What a list needs to name the owners."""

    class Meta(OneWhoOwes.Meta):
        indexes = [
            models.Index(fields=["party", "is_open"], name="commitments_owner_party"),
            models.Index(fields=["body", "is_open"], name="commitments_owner_body"),
            models.Index(
                fields=["party"],
                include=["partnership", "due_on", "reported_on"],
                name="commitments_owner_figures",
                condition=Q(is_open=True),
            ),
            models.Index(
                fields=["party", "-reported_on", "-commitment"],
                name="commitments_owner_said",
                condition=Q(party__isnull=False, reported_on__isnull=False),
            ),
            models.Index(
                fields=["body", "-reported_on", "-commitment"],
                name="commitments_owner_body_said",
                condition=Q(body__isnull=False, reported_on__isnull=False),
            ),
        ]


class FormerOwner(OneWhoOwes):
    """One of those whom a commitment was opened for, kept once others have taken it over.

    The files of the open format name what is owed by them.
    """

    commitment = models.ForeignKey(
        "commitments.Commitment", on_delete=models.CASCADE, related_name="former_owners"
    )
