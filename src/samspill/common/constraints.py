"""What is told when a constraint of the database refuses something: not what it is called there."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import BaseConstraint, CheckConstraint, Model, Q, UniqueConstraint
from django.db.models.expressions import BaseExpression
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from samspill.common.labels import field_of, label_of

NOT_CHOSEN = ("partnership",)
"""What a record has by itself: nobody has typed it."""


def in_words(model: type[Model], constraint: BaseConstraint) -> str:
    """The constraint's own words; else which fields it is about."""
    if constraint.violation_error_message != BaseConstraint.default_violation_error_message:
        return str(constraint.get_violation_error_message())
    names = dict.fromkeys(name for name in _fields(constraint) if name not in NOT_CHOSEN)
    labels = [f"«{label_of(model, name)}»" for name in names if field_of(model, name)]
    words = {"fields": get_text_list(labels, _("and"))}
    if isinstance(constraint, UniqueConstraint):
        return _("There is another one already with the same %(fields)s.") % words
    return _("This does not go together: %(fields)s.") % words


def _fields(constraint: BaseConstraint) -> Iterator[str]:
    if isinstance(constraint, UniqueConstraint):
        yield from constraint.fields
        for expression in constraint.expressions:
            for one in expression.flatten() if isinstance(expression, BaseExpression) else ():
                yield str(getattr(one, "name", ""))
    elif isinstance(constraint, CheckConstraint) and isinstance(constraint.condition, Q):
        yield from _of(constraint.condition)


def _of(condition: Q) -> Iterator[str]:
    for child in condition.children:
        if isinstance(child, Q):
            yield from _of(child)
        elif isinstance(child, tuple):
            yield str(child[0]).partition("__")[0]
