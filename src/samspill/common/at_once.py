"""What may not hold twice at once is refused with what is in the way, and when.

The database keeps it for every writer (``validity.one_at_a_time``), and names nobody.
"""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.constraints import ExclusionConstraint
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _

from samspill.common.conditions import meets
from samspill.common.moments import in_full
from samspill.common.validity import Dated, alike


def require_alone(record: Any) -> None:
    """Raises:
    ValidationError: another row says the same kind of thing of some of the same days.
    """
    for constraint in record._meta.constraints:
        if isinstance(constraint, ExclusionConstraint) and (other := _other(record, constraint)):
            said = _("%(other)s holds %(when)s. Two such may not hold at the same time.")
            told = said % {"other": other, "when": in_words(other)}
            raise ValidationError({"valid_from": told})


def _other(record: Any, constraint: ExclusionConstraint) -> Any:
    """A row that shares a day with the record and all that the constraint compares; else None."""
    names = alike(constraint)
    same = {name: getattr(record, record._meta.get_field(name).attname) for name in names}
    if not names or None in same.values():
        return None
    if constraint.condition is not None and not meets(record, constraint.condition):
        return None
    others = type(record)._base_manager.filter(constraint.condition or Q(), **same)
    return others.exclude(pk=record.pk).filter(_sharing_a_day(record)).first()


def _sharing_a_day(period: Any) -> Q:
    """The condition of a period that has a day in common with this one."""
    found = Q()
    if period.valid_to is not None:
        found &= Q(valid_from=None) | Q(valid_from__lte=period.valid_to)
    if period.valid_from is not None:
        found &= Q(valid_to=None) | Q(valid_to__gte=period.valid_from)
    return found


def in_words(period: Dated) -> str:
    """From when to when, as it stands in a sentence."""
    first, last = period.valid_from, period.valid_to
    if first and last:
        return _("from %(first)s to %(last)s") % {"first": in_full(first), "last": in_full(last)}
    if first:
        return _("from %(first)s until further notice") % {"first": in_full(first)}
    return _("until %(last)s") % {"last": in_full(last)} if last else _("until further notice")
