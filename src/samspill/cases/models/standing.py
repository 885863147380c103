"""What stands on every agenda of a body: data of the body, put in with one press."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from samspill.cases import rules
from samspill.cases.models.cases import Case
from samspill.cases.models.practice import Practice
from samspill.common.models import MARKDOWN, Record, address_slug, scoped_manager


class StandingItem(Record):
    """An item that a body has on each of its agendas.

    ``purpose`` is what it is there for. One that approves minutes is put in once for each minutes
    of the body that wait for it, and approving the item approves them.
    """

    class Purpose(models.TextChoices):
        CALL = "call", _("Approves the call and the agenda")
        MINUTES = "minutes", _("Approves the minutes of the last meeting")
        OTHER = "other", _("Something else")

    practice = models.ForeignKey(
        Practice,
        verbose_name=_("Practice"),
        on_delete=models.CASCADE,
        related_name="standing_items",
    )
    slug = address_slug(60)
    position = models.PositiveSmallIntegerField(_("Place in the list"))
    title = models.CharField(_("Title"), max_length=200)
    purpose = models.CharField(
        _("What it is there for"), max_length=10, choices=Purpose, default=Purpose.OTHER
    )
    type = models.CharField(_("Type"), max_length=20, choices=Case.Type, blank=True)
    minutes = models.PositiveSmallIntegerField(_("Minutes set aside"), null=True, blank=True)
    text = models.TextField(_("What it is about"), blank=True, help_text=MARKDOWN)
    is_last = models.BooleanField(_("Stands after the cases"), default=False)

    named_with = ("practice",)
    permissions = rules.STANDING_ITEM

    objects = scoped_manager(models.QuerySet)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["practice", "slug"], name="cases_standing_item_slug"),
            models.UniqueConstraint(
                fields=["practice", "position"],
                name="cases_standing_item_position",
                deferrable=models.Deferrable.DEFERRED,
            ),
        ]

    def __str__(self) -> str:
        return self.title
