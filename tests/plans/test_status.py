"""Status tables written by hand: what files would refuse is refused there too."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.exceptions import ValidationError
from django_scopes import scope

from samspill.common import actions
from samspill.common.models import Partnership
from samspill.plans.models import StatusLevel, StatusTable
from tests.cast import secretariat

pytestmark = pytest.mark.django_db


@pytest.fixture
def table() -> Iterator[StatusTable]:
    fjord = Partnership.objects.create(slug="fjord", name="Fjord", short_name="Fjord")
    with scope(partnership=fjord):
        yield StatusTable.objects.create(partnership=fjord, slug="maal", title="Mål")


def level_of(table: StatusTable) -> StatusLevel:
    return StatusLevel(
        partnership=table.partnership, table=table, slug="naadd", label="Nådd", scale="full"
    )


def test_a_level_is_refused_while_the_table_names_no_legend(table: StatusTable) -> None:
    by = secretariat(table.partnership)
    with pytest.raises(ValidationError, match="ingen skala"):
        actions.save(by=by, record=level_of(table))
    table.legend = "tre-trinn"
    actions.save(by=by, record=table)
    actions.save(by=by, record=level_of(table))
    table.legend = ""
    with pytest.raises(ValidationError, match="Det står nivåer her"):
        actions.save(by=by, record=table)


def test_a_table_needs_no_legend_where_the_source_gives_none(table: StatusTable) -> None:
    table.note = "Kilden gir ingen."
    actions.save(by=secretariat(table.partnership), record=table)
    assert StatusTable.objects.get().note == "Kilden gir ingen."
