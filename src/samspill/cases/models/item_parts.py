"""What belongs to the treatment of one item: who left for it, and what was proposed."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from samspill.bodies.models import Body, Seat
from samspill.cases import rules
from samspill.cases.models.agenda import AgendaItem
from samspill.cases.openness import PartlyOpen
from samspill.common.exempt import published
from samspill.common.models import MARKDOWN, Record, address_slug, scoped_manager


class Recusal(Record):
    """That a seat left for an item because of a conflict of interest (forvaltningsloven § 6).

    It is not counted among those who vote on the item, unless a substitute steps in for it.
    """

    item = models.ForeignKey(
        AgendaItem, verbose_name=_("Item"), on_delete=models.PROTECT, related_name="recusals"
    )
    body = models.ForeignKey(
        Body,
        verbose_name=_("Body"),
        on_delete=models.PROTECT,
        related_name="recusals",
        editable=False,
    )
    seat = models.ForeignKey(
        Seat, verbose_name=_("Seat"), on_delete=models.PROTECT, related_name="recusals"
    )
    substitute = models.ForeignKey(
        Seat,
        verbose_name=_("Substitute"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="recusals_of_others",
    )
    reason = models.CharField(_("Reason"), max_length=300, blank=True)

    named_with = ("seat", "item")
    read_by = {"reason": "read all"}
    permissions = rules.OF_AN_ITEM

    objects = scoped_manager(models.QuerySet)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["item", "seat"], name="cases_recusal_once"),
            models.CheckConstraint(
                condition=Q(substitute__isnull=True) | ~Q(substitute=F("seat")),
                name="cases_recusal_substitute_is_another",
                violation_error_message=_("A seat is no substitute for itself."),
            ),
        ]

    def __str__(self) -> str:
        return self.seat.label

    def clean(self) -> None:
        """A seat is its body's."""
        super().clean()
        if self.seat_id is not None:
            self.body_id = self.seat.body_id


class Proposal(PartlyOpen, Record):
    """What a seat proposed to decide, as it was put forward in the meeting."""

    item = models.ForeignKey(
        AgendaItem, verbose_name=_("Item"), on_delete=models.PROTECT, related_name="proposals"
    )
    slug = address_slug(60)
    position = models.PositiveSmallIntegerField(_("Place in the list"))
    text = models.TextField(_("Proposal"), help_text=MARKDOWN)
    body = models.ForeignKey(
        Body,
        verbose_name=_("Body"),
        on_delete=models.PROTECT,
        related_name="proposals",
        editable=False,
        null=True,
    )
    seat = models.ForeignKey(
        Seat,
        verbose_name=_("Proposed by the seat"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="proposals",
    )

    MARKED = ("text",)
    named_with = ("item",)
    permissions = rules.OF_AN_ITEM

    objects = scoped_manager(models.QuerySet)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["item", "slug"], name="cases_proposal_slug"),
            models.UniqueConstraint(
                fields=["item", "position"],
                name="cases_proposal_position",
                deferrable=models.Deferrable.DEFERRED,
            ),
        ]

    def __str__(self) -> str:
        return published(self.text)[:100]

    def clean(self) -> None:
        """A seat is its body's."""
        super().clean()
        self.body_id = self.seat.body_id if self.seat else None
