"""What is told when the database refuses something, and not what it calls its constraints.

A model says the words for a trigger of its own in ``refused``: the constraint that the trigger
names → what is told.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db.models import BaseConstraint, CheckConstraint, Model, Q, UniqueConstraint
from django.db.models.expressions import BaseExpression
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from samspill.common.labels import field_of, label_of

WITHIN = "_within_"
"""What stands in the names of triggers that keep a child's period within its parent's."""
NOT_CHOSEN = ("partnership",)
"""What a record has by itself: nobody has typed it."""


def refused_in_words(name: str, table: str) -> str:
    """What is told when the constraint or trigger of that name refuses a row of a table."""
    models = {
        model._meta.db_table: model
        for of_app in apps.all_models.values()
        for model in of_app.values()
    }
    for model in models.values():
        if told := getattr(model, "refused", {}).get(name):
            return str(told)
        for constraint in model._meta.constraints:
            if constraint.name == name:
                return in_words(model, constraint)
    if WITHIN in name:
        child = models.get(name.partition(WITHIN)[0])
        if child is not None:
            return _not_within(child, name, is_of_the_parent=child._meta.db_table != table)
    return _("This goes against something that is saved already, or does not go together.")


def _not_within(child: type[Model], name: str, *, is_of_the_parent: bool) -> str:
    """The words for a child's period beyond its parent's (``triggers.inside_parent``)."""
    labels = {"first": label_of(child, "valid_from"), "last": label_of(child, "valid_to")}
    if is_of_the_parent:
        return (
            _(
                "Something that belongs to it holds before «%(first)s» or after «%(last)s». End "
                "that first, or give another day."
            )
            % labels
        )
    of = name.partition(WITHIN)[2]
    for field in child._meta.concrete_fields:
        other: Any = field.related_model
        if field.is_relation and other._meta.model_name == of:
            told = _("«%(first)s» and «%(last)s» are not within the period of «%(parent)s».")
            return told % {**labels, "parent": field.verbose_name}
    return _("The period is not within the period of what it belongs to.")


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
