"""Status tables: goals with the status that somebody reported, kept as it was reported."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from samspill.common.keys import is_key
from samspill.common.models import Record, Scoped, address_slug
from samspill.parties.models import Party
from samspill.plans import rules


class StatusTable(Record):
    """What a trust reported on the goals of its plan, at one time, in a legend of its own.

    ``legend`` names the legend; its levels stand beside. A table may have no legend, where the
    source gives none. ``unsolved`` is what the reporter holds for unsolved challenges, in Markdown.
    A table that ``is_regional`` tells of the whole health region and stands alike in each
    helsefellesskap there.
    """

    slug = address_slug(100)
    title = models.CharField(_("Title"), max_length=300)
    party = models.ForeignKey(
        Party,
        verbose_name=_("Party"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="status_tables",
    )
    plan_title = models.CharField(_("Which plan"), max_length=300, blank=True)
    as_of = models.CharField(_("Reported when"), max_length=60, blank=True)
    legend = models.SlugField(_("Name of the legend"), max_length=60, blank=True, db_index=False)
    note = models.TextField(_("Note"), blank=True)
    unsolved = models.TextField(_("Unsolved challenges, as reported"), blank=True)
    is_regional = models.BooleanField(_("About the whole health region"), default=False)
    order = models.PositiveSmallIntegerField(_("Place in the list"), default=0)

    permissions = rules.STATUS

    objects = ScopedManager(partnership="partnership")

    class Meta:
        ordering = ["order", "slug"]
        constraints = [
            models.UniqueConstraint(fields=["partnership", "slug"], name="plans_status_table_slug")
        ]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """Refuses that the legend's name is taken away while its levels stand there."""
        if self.pk and lacks_legend(self.legend, self.levels.all()):
            raise ValidationError(
                {"legend": gettext("Levels stand here. Write what their legend is called.")}
            )


def lacks_legend(legend: str | None, levels: Iterable[object]) -> bool:
    """Whether levels are given and no legend that they are of."""
    return not legend and any(True for _level in levels)


class StatusLevel(Scoped):
    """One status of a table's legend, and where it stands on the scale that all share."""

    class Scale(models.TextChoices):
        NONE = "none", _("Not achieved")
        PARTLY = "partly", _("Partly achieved")
        FULL = "full", _("Achieved")

    table = models.ForeignKey(
        StatusTable, verbose_name=_("Status table"), on_delete=models.CASCADE, related_name="levels"
    )
    slug = address_slug(60)
    label = models.CharField(_("Name as shown"), max_length=100)
    scale = models.CharField(_("On the common scale"), max_length=10, choices=Scale)
    order = models.PositiveSmallIntegerField(_("Place in the list"), default=0)

    permissions = rules.STATUS

    objects = ScopedManager(partnership="partnership")

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["table", "slug"], name="plans_status_level_slug")
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def in_words(self) -> str:
        """The status as reported; a legend of numbers shows number and word: «2 delvis oppfylt»."""
        return f"{self.slug} {self.label}" if self.slug.isdigit() else self.label

    def clean(self) -> None:
        """Refuses a level where the table names no legend."""
        if lacks_legend(self.table.legend, [self]):
            raise ValidationError(
                gettext("The table names no legend. Write its name at the table first.")
            )


class StatusRow(Record):
    """One goal with its status and comment as reported. An empty status is «not reported».

    ``note`` is ours: such as that comment and status point in different directions. So is
    ``common_goal``: goals of several tables with the same key are held to be the same goal.
    """

    table = models.ForeignKey(
        StatusTable, verbose_name=_("Status table"), on_delete=models.CASCADE, related_name="rows"
    )
    number = models.CharField(_("Number"), max_length=40, validators=[is_key])
    order = models.PositiveSmallIntegerField(_("Place in the list"), default=0)
    group = models.CharField(
        _("Group of goals"),
        max_length=200,
        blank=True,
    )
    text = models.CharField(_("Text"), max_length=1000)
    common_goal = models.SlugField(
        _("The same goal in other tables has the key"),
        max_length=100,
        blank=True,
        db_index=False,
    )
    status = models.SlugField(_("Status"), max_length=60, blank=True, db_index=False)
    comment = models.TextField(_("Comment, as reported"), blank=True)
    note = models.TextField(_("Note"), blank=True)

    permissions = rules.STATUS

    objects = ScopedManager(partnership="partnership")

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["table", "number"], name="plans_status_row_number")
        ]

    def __str__(self) -> str:
        return self.text

    def clean(self) -> None:
        """Refuses a status that is not in the table's legend."""
        known = [level.slug for level in self.table.levels.all()]
        if self.status and self.status not in known:
            raise ValidationError(
                {
                    "status": gettext("«%(status)s» is not in the legend of the table: %(known)s.")
                    % {"status": self.status, "known": ", ".join(known) or "–"}
                }
            )
