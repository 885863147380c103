"""That a decision was carried out: which edition, plan, body or mandate came of it."""

from __future__ import annotations

from django.db import models
from django.db.models import Model, Q
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from samspill.bodies.models import Body, Mandate
from samspill.cases import rules
from samspill.cases.models.agenda import AgendaItem
from samspill.common.models import Scoped
from samspill.documents.models import Edition
from samspill.plans.models import PlanEdition

THINGS: dict[type[Model], str] = {
    Edition: "edition",
    PlanEdition: "plan_edition",
    Body: "body",
    Mandate: "mandate",
}
"""What may come of a decision, by the field that names it."""


class CarriedOut(Scoped):
    """What came of a decision of a meeting."""

    item = models.ForeignKey(
        AgendaItem, verbose_name=_("Item"), on_delete=models.PROTECT, related_name="carried_out"
    )
    edition = models.ForeignKey(
        Edition, verbose_name=_("Edition"), on_delete=models.CASCADE, null=True, blank=True,
        related_name="decided_in",
    )  # fmt: skip
    plan_edition = models.ForeignKey(
        PlanEdition, verbose_name=_("Edition of the plan"), on_delete=models.CASCADE, null=True,
        blank=True, related_name="decided_in",
    )  # fmt: skip
    body = models.ForeignKey(
        Body, verbose_name=_("Body"), on_delete=models.CASCADE, null=True, blank=True,
        related_name="decided_in",
    )  # fmt: skip
    mandate = models.ForeignKey(
        Mandate, verbose_name=_("Mandate"), on_delete=models.CASCADE, null=True, blank=True,
        related_name="decided_in",
    )  # fmt: skip

    named_with = ("item",)
    permissions = rules.FOLLOW_UP

    objects = ScopedManager(partnership="partnership")

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "carried out"
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    *(
                        Q(**{f"{one}__isnull": one != name for one in THINGS.values()})
                        for name in THINGS.values()
                    ),
                    _connector=Q.OR,
                ),
                name="cases_carried_out_in_one_thing",
            )
        ]

    def __str__(self) -> str:
        return str(self.thing)

    @property
    def thing(self) -> Model:
        """What came of it."""
        found: Model = next(filter(None, (getattr(self, name) for name in THINGS.values())))
        return found

    @property
    def is_of_the_end(self) -> bool:
        """Whether it was decided when a body ends, and not that it is created."""
        return self.body is not None and self.body.end_decided_on == self.item.meeting.date
