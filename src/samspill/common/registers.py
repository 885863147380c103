"""What a register is: one kind of record that the secretariat keeps, as one declaration.

A register says what a kind is called, which fields its form has, what its list shows, and what
hangs under it. Task pages (appoint, new edition, merge) stand beside and come first for the
reader; here is all the rest, so that whatever the files can say, the browser can. Each app declares
its own, and ``workspace`` makes list, page, forms, history and spreadsheet of them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.utils.functional import Promise

from samspill.common.actors import Actor
from samspill.common.models import DatedRecord

Text = str | Promise
PERIOD = (
    "valid_from", "from_written", "from_earliest", "valid_to", "to_written", "to_latest",
)  # fmt: skip
SOURCE = ("source", "source_note")


@dataclass(frozen=True)
class Register:
    """One kind of record.

    Attributes:
        slug: its name in the address.
        model: the table.
        one, many: what one and several are called.
        fields: what its form asks for, in order; period and source are added when it has them.
        columns: what its list shows.
        shelf: the shelf that it stands on; empty for what hangs under another or is found there.
        parent: the field that points at what it hangs under; empty for one at the top.
        asked: fields in which the list's search looks.
        about: what it is, in a sentence.
        offers: fields that offer less than all that one may see: each with what gives it, of who
            asks and the record.
        form: the form, where it asks for more than the fields (a ``common.forms.RecordForm``).
        end_form: likewise that of its last day (a ``common.forms.EndForm``).
    """

    slug: str
    model: type[models.Model]
    one: Text
    many: Text
    fields: tuple[str, ...]
    columns: tuple[str, ...]
    shelf: str = ""
    parent: str = ""
    asked: tuple[str, ...] = ()
    about: Text = ""
    offers: Mapping[str, Callable[[Actor, Any], models.QuerySet]] = field(default_factory=dict)
    form: type[Any] | None = None
    end_form: type[Any] | None = None

    @property
    def form_fields(self) -> tuple[str, ...]:
        """The fields of the form: its own, then the period and the source."""
        names = {field.name for field in self.model._meta.get_fields()}
        more = [name for name in (*PERIOD, *SOURCE) if name in names and name not in self.fields]
        return (*self.fields, *more)

    @property
    def is_dated(self) -> bool:
        return issubclass(self.model, DatedRecord)

    @property
    def above(self) -> type[models.Model] | None:
        """The model whose records this one's hang under; None for one at the top."""
        if not self.parent:
            return None
        return self.model._meta.get_field(self.parent).related_model  # type: ignore[return-value]


@dataclass(frozen=True)
class Shelf:
    """Registers that belong together on the overview."""

    slug: str
    name: Text
    order: int
