"""Old addresses lead on: what a record was called in its address, before it got another name.

A record of today goes before: what is called so now is shown, whoever was called so before.
"""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _


class FormerlyCalled(models.Model):
    """A record whose earlier names in its address are kept, the latest last."""

    slug: Any
    formerly = ArrayField(
        models.CharField(max_length=120),
        verbose_name=_("Earlier names in the address"),
        default=list,
        blank=True,
    )

    class Meta:
        abstract = True


def keep_address(record: models.Model, stored: models.Model) -> None:
    """Keeps the name that a record had in its address, where it gets another."""
    if isinstance(record, FormerlyCalled) and isinstance(stored, FormerlyCalled):
        if record.slug != stored.slug:
            earlier = [one for one in stored.formerly if one not in (record.slug, stored.slug)]
            record.formerly = [*earlier, stored.slug]


def called_before(among: QuerySet[Any], slug: str) -> Any | None:
    """The one among records that was called so last; None where none was, or none is kept.

    None too where another is called so today, also one that is not among them: the name is that
    one's, and two that swapped names would lead to each other for ever.
    """
    if not issubclass(among.model, FormerlyCalled):
        return None
    model: Any = among.model
    if model.objects.filter(slug=slug).exists():
        return None
    return among.filter(formerly__contains=[slug]).order_by("-pk").first()
