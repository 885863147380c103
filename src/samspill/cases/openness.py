"""What of a record anyone may read: some fields only in time, some texts only in part."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.core.exceptions import ValidationError
from django.db import models

from samspill.common.exempt import require_marks


class PartlyOpen(models.Model):
    """A record with texts that may hold paragraphs that are exempt (``common/exempt.py``)."""

    MARKED: Sequence[str] = ()
    """The texts that may hold such paragraphs."""
    read_by: Mapping[str, str] = {}
    """Fields that fewer read than see the record: each with the action of its rule that says who.

    A text in ``MARKED`` is read in full by those who may «read all».
    """

    class Meta:
        abstract = True

    def clean(self) -> None:
        """Raises:
        ValidationError: what is exempt is not marked so that everybody understands it alike.
        """
        super().clean()
        for name in self.MARKED:
            try:
                require_marks(getattr(self, name))
            except ValidationError as wrong:
                raise ValidationError({name: wrong.messages}) from wrong
