"""What is not known of a fact, and what is no fact here: neither is the same as not entered.

A record keeps by name which of its empty facts nobody knows, and which do not apply. An empty fact
in neither list is not entered. So a page never says «none» of what nobody has written down.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class NamesOfFacts(ArrayField):
    """Facts of the record by their names; a reader sees them as the fields are called."""

    @property
    def flatchoices(self) -> list[tuple[str, Any]]:
        if not hasattr(self, "model"):
            return []
        told_apart: Sequence[str] = getattr(self.model, "TOLD_APART", ())
        called = self.model._meta.get_field
        return [(name, called(name).verbose_name) for name in told_apart]  # type: ignore[union-attr]

    def deconstruct(self) -> Any:
        """To the database it is a list of texts."""
        name, _path, args, given = super().deconstruct()
        return name, "django.contrib.postgres.fields.ArrayField", args, given


class Facts(models.Model):
    """A record that tells its empty facts apart."""

    unknown = NamesOfFacts(
        models.CharField(max_length=40),
        verbose_name=gettext_lazy("What nobody knows"),
        default=list,
        blank=True,
    )
    not_applicable = NamesOfFacts(
        models.CharField(max_length=40),
        verbose_name=gettext_lazy("What does not apply"),
        default=list,
        blank=True,
    )

    TOLD_APART: Sequence[str] = ()
    """The facts of the model that may be so."""

    class Meta:
        abstract = True

    def why_empty(self, name: str) -> str:
        """What is said in place of a fact that is empty."""
        if name in self.unknown:
            return _("Not known")
        return _("Does not apply") if name in self.not_applicable else _("Not entered")

    def clean(self) -> None:
        """Raises:
        ValidationError: a fact that is given is said not to be known, or there is none of the name.
        """
        super().clean()
        for field in ("unknown", "not_applicable"):
            for name in getattr(self, field):
                if name not in self.TOLD_APART:
                    told = {"names": ", ".join(self.TOLD_APART)}
                    raise ValidationError({field: _("Choose among: %(names)s.") % told})
                if getattr(self, name) not in (None, ""):
                    label = self._meta.get_field(name).verbose_name  # type: ignore[union-attr]
                    raise ValidationError({field: _("«%(name)s» is given.") % {"name": label}})
