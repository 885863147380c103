"""What holds for the models of every app."""

from __future__ import annotations

from django.db.models.expressions import DatabaseDefault

from samspill.common.checks import models


def test_a_new_record_holds_values_and_nothing_that_the_database_is_to_work_out() -> None:
    found = [
        (model.__name__, field.name)
        for model in models()
        for field in model._meta.concrete_fields
        if isinstance(getattr(model(), field.attname), DatabaseDefault)
    ]
    assert found == []
