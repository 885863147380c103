"""How records are shown in lists: columns, cells, and what hangs under a record."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils import formats
from django.utils.translation import gettext as _

from samspill.common.actors import Actor
from samspill.common.exempt import MARK, published
from samspill.common.house import children_of
from samspill.common.labels import field_of, label_of, with_names
from samspill.common.loose import LooselyDated
from samspill.common.loose_words import end_in_words
from samspill.common.models import today
from samspill.common.moments import in_full
from samspill.common.permissions import changeable, which
from samspill.common.ready import together
from samspill.common.registers import Register
from samspill.common.sight import Sight

CHANGE = "to change"


@dataclass(frozen=True)
class ListColumn:
    """A heading, and the text under it on a page about one record."""

    label: str
    text: str = ""


@dataclass(frozen=True)
class ListedRecord:
    """A record in a list, with what may be done to it."""

    record: models.Model
    cells: list[str]
    may_change: bool
    has_ended: bool


@dataclass
class RecordsUnder:
    """The records of one register that hang under a record."""

    register: Register
    columns: list[ListColumn]
    rows: list[ListedRecord]
    may_add: bool = False


def relations_among(register: Register, names: Sequence[str]) -> list[str]:
    """The fields that show another record, by its name."""
    fields = {field.name: field for field in register.model._meta.get_fields()}
    return [name for name in names if name in fields and fields[name].many_to_one]


def columns_of(register: Register, names: Sequence[str] = ()) -> list[ListColumn]:
    """The headings of a register's list, the period last."""
    return [ListColumn(label_of(register.model, name)) for name in names or _shown(register)]


def _shown(register: Register) -> tuple[str, ...]:
    return (*register.columns, "valid_from", "valid_to") if register.is_dated else register.columns


def cells(
    register: Register, record: models.Model, sight: Sight, names: Sequence[str] = ()
) -> list[str]:
    """A record's values as text, in the order of the headings."""
    return [in_words(record, name, sight) for name in names or _shown(register)]


def in_words(record: models.Model, name: str, sight: Sight) -> str:
    """One value as the reader's language writes it; of other records what the reader may see."""
    if sight.withholds(record, name):
        return _("Not open to you")
    display = getattr(record, f"get_{name}_display", None)
    value: Any = display() if display else getattr(record, name)
    if isinstance(record, LooselyDated) and name in {"valid_from", "valid_to"}:
        written = record.from_written if name == "valid_from" else record.to_written
        return end_in_words(written, value)
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, datetime.date):
        return in_full(value)
    if isinstance(value, datetime.time):
        return formats.time_format(value, "H.i")
    if isinstance(value, list):
        called = dict(getattr(field_of(type(record), name), "flatchoices", ()))
        return ", ".join(str(called.get(one, one)) for one in value)
    if isinstance(value, models.Manager) or hasattr(value, "all"):
        return ", ".join(dict.fromkeys(sight.name_of(one) for one in value.all()))
    if isinstance(value, models.Model):
        return sight.name_of(value)
    text = str(value)
    return text if MARK not in text or sight.reads_all(record) else published(text)


def sections_under(actor: Actor, register: Register, record: models.Model) -> list[RecordsUnder]:
    """What hangs under a record, register by register, as far as the actor may see it."""
    under = {child.slug: _under(child, record) for child in children_of(register)}
    seen = together(
        **{slug: which(actor, found) for slug, found in under.items()},
        **{f"{slug} {CHANGE}": changeable(actor, found) for slug, found in under.items()},
    )
    sight = Sight(actor)
    return [
        _section(child, seen[child.slug], seen[f"{child.slug} {CHANGE}"], sight)
        for child in children_of(register)
    ]


def _under(register: Register, parent: models.Model) -> models.QuerySet[Any]:
    found = register.model._default_manager.filter(**{register.parent: parent})
    return with_names(found, *relations_among(register, register.columns))


def _section(
    register: Register, found: Sequence[models.Model], changed: Collection[int], sight: Sight
) -> RecordsUnder:
    rows = [_row(register, record, record.pk in changed, sight) for record in found]
    return RecordsUnder(register, columns_of(register), rows)


def _row(register: Register, record: Any, may_change: bool, sight: Sight) -> ListedRecord:
    ended = register.is_dated and record.valid_to is not None and record.valid_to < today()
    return ListedRecord(record, cells(register, record, sight), may_change, ended)
