"""What parties are called and numbered over time."""

from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Coalesce
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samspill.common.languages import Language
from samspill.common.models import DatedRecord, scoped_manager, today
from samspill.common.moments import in_full
from samspill.common.permissions import PUBLIC_RECORD
from samspill.common.validity import Dated, one_at_a_time
from samspill.parties import municipalities
from samspill.parties.models.organisations import Party
from samspill.parties.numbers import is_municipality_number


class PartyName(DatedRecord):
    """A name that differs from the party's own: earlier, parallel in another language, short."""

    class Kind(models.TextChoices):
        OFFICIAL = "official", _("Official name")
        PARALLEL = "parallel", _("Official name in another language")
        SHORT = "short", _("Short name")

    party = models.ForeignKey(
        Party, verbose_name=_("Party"), on_delete=models.CASCADE, related_name="names"
    )
    name = models.CharField(_("Name"), max_length=200)
    language = models.CharField(
        _("Language"), max_length=3, choices=Language, default=Language.BOKMAAL
    )
    kind = models.CharField(_("Kind"), max_length=20, choices=Kind, default=Kind.OFFICIAL)

    permissions = PUBLIC_RECORD

    objects = scoped_manager()

    class Meta:
        ordering = ["valid_from", "language", "name"]
        constraints = [
            *Dated.Meta.constraints,
            one_at_a_time("party", texts=("kind", "language"), name="parties_one_name_at_a_time"),
        ]

    def __str__(self) -> str:
        return self.name


def official_name_on(date: datetime.date, party: str = "") -> Coalesce:
    """What a party was officially called on ``date``, as ``Party.name_on``, for the database.

    Args:
        party: from the row to the party, in the ORM's words ("party__").
    """
    names = PartyName.objects.on(date).filter(
        party=models.OuterRef(f"{party}pk"), kind=PartyName.Kind.OFFICIAL
    )
    return Coalesce(models.Subquery(names.values("name")[:1]), f"{party}name")


class PartyNumber(DatedRecord):
    """The municipality number (Statistics Norway's Klass 131) of a party in a period."""

    party = models.ForeignKey(
        Party, verbose_name=_("Party"), on_delete=models.CASCADE, related_name="numbers"
    )
    number = models.CharField(
        _("Municipality number"), max_length=4, validators=[is_municipality_number]
    )

    permissions = PUBLIC_RECORD

    objects = scoped_manager()

    class Meta:
        ordering = ["valid_from"]
        constraints = [
            *Dated.Meta.constraints,
            one_at_a_time("party", name="parties_one_number_at_a_time"),
        ]
        indexes = [models.Index(fields=["number"], name="parties_number")]

    def __str__(self) -> str:
        return self.number

    def clean(self) -> None:
        """Refuses a number that no municipality has on some day of the period.

        Raises:
            ValidationError: told at the number.
        """
        party = getattr(self, "party", None)
        first = self.valid_from or (party.valid_from if party else None)
        last = self.valid_to or (party.valid_to if party else None)
        date = municipalities.unknown_on(self.number, first, last, today())
        if date is not None:
            told = gettext("There is no municipality with the number %(number)s on %(date)s.")
            shown = {"number": self.number, "date": in_full(date)}
            raise ValidationError({"number": told % shown})
