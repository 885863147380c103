"""The status of goals in a health region: several helsefellesskap side by side.

Which helsefellesskap belong together, which of them take part and which goals are the same is
data: ``Partnership.health_region``, ``left_out_of_region`` and ``StatusRow.common_goal``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django_scopes import scope

from samspill.common.actors import ANYONE
from samspill.common.content import version_of
from samspill.common.models import Partnership
from samspill.common.permissions import which
from samspill.plans.models import StatusTable
from samspill.plans.public.status_page import RowShown, TableShown, scale_words, side_by_side


@dataclass(frozen=True)
class Reporter:
    """One that reports: a helsefellesskap, or the region itself (then ``partnership`` is None)."""

    label: str
    tables: list[TableShown]
    partnership: Partnership | None = None
    language: str = "nb"

    @property
    def unsolved(self) -> list[str]:
        """The unsolved challenges that its tables tell of, as Markdown."""
        return [shown.table.unsolved for shown in self.tables if shown.table.unsolved]


@dataclass(frozen=True)
class ReporterCell:
    """What one reporter says of a common goal; no rows: the goal is not among its goals."""

    column: Reporter
    rows: list[RowShown]


@dataclass(frozen=True)
class CommonGoal:
    """A goal that several hold, with what each of them says."""

    key: str
    heading: str
    language: str
    cells: list[ReporterCell]

    @property
    def without(self) -> list[str]:
        """Those who do not have it among their goals."""
        return [cell.column.label for cell in self.cells if not cell.rows]


@dataclass(frozen=True)
class RegionShown:
    """All that the page and the note of a region show."""

    name: str
    columns: list[Reporter]
    goals: list[CommonGoal]

    @property
    def unsolved(self) -> list[tuple[Reporter, list[str]]]:
        """Each reporter with its unsolved challenges; an empty list where none are reported."""
        return [(column, column.unsolved) for column in self.columns]

    @property
    def has_tables(self) -> bool:
        """Whether anybody has reported: without, there is no note."""
        return any(column.tables for column in self.columns)

    @property
    def scale(self) -> list[str]:
        """The words of the common scale, and «not reported»."""
        return scale_words()


def partnerships_of(partnership: Partnership) -> list[Partnership]:
    """Those that are shown together with one, itself first; none where it names no region."""
    if not partnership.health_region:
        return []
    found = Partnership.objects.filter(
        health_region=partnership.health_region, left_out_of_region=False
    )
    return sorted(found, key=lambda one: (one.pk != partnership.pk, one.name))


def standing(partnerships: Iterable[Partnership], made_from: Collection[str]) -> str:
    """A word that is another as soon as one of them has other content of these concerns."""
    return " ".join(f"{one.pk}:{version_of(one, made_from)}" for one in partnerships)


def region_of(partnership: Partnership) -> RegionShown:
    """The region of a helsefellesskap, as that one's readers see it.

    What others report is read in a scope over just those that take part, and only what anyone may
    see of it.
    """
    members = partnerships_of(partnership)
    regional: list[TableShown] = []
    columns = []
    with scope(partnership=members):
        tables = list(_tables())
    for member in members:
        own = [table for table in tables if table.partnership_id == member.pk]
        shown = [side_by_side(table) for table in own if not table.is_regional]
        columns.append(Reporter(member.short_name, shown, member, member.language))
        for table in own:
            if table.is_regional and not any(_alike(table, one.table) for one in regional):
                regional.append(side_by_side(table))
    name = partnership.health_region_name or partnership.health_region
    if regional:
        language = regional[0].table.partnership.language
        columns.insert(0, Reporter(name, regional, None, language))
    return RegionShown(name, columns, _goals(columns))


def own_status(partnership: Partnership) -> RegionShown:
    """One helsefellesskap alone, in the same shape; call it within its scope."""
    tables = [side_by_side(table) for table in _tables()]
    column = Reporter(partnership.short_name, tables, partnership, partnership.language)
    return RegionShown(partnership.name, [column], [])


def _tables() -> Iterable[StatusTable]:
    return (
        which(ANYONE, StatusTable.objects.all())
        .select_related("party", "source", "partnership")
        .prefetch_related("levels", "rows")
    )


def _alike(one: StatusTable, other: StatusTable) -> bool:
    """Whether two copies of a region's table say the same; their language may differ."""
    if one.slug != other.slug:
        return False
    first, second = (
        [(row.number, row.status) for row in table.rows.all()] for table in (one, other)
    )
    return first == second


def _goals(columns: list[Reporter]) -> list[CommonGoal]:
    """The goals that more than one reporter holds, in the order in which they first stand."""
    said: dict[str, dict[int, list[RowShown]]] = {}
    for place, column in enumerate(columns):
        for shown in column.tables:
            for item in shown.rows:
                if item.row.common_goal:
                    at = said.setdefault(item.row.common_goal, {})
                    at.setdefault(place, []).append(item)
    found = []
    for key, at in said.items():
        if len(at) < 2:
            continue
        first = min(at)
        cells = [ReporterCell(column, at.get(place, [])) for place, column in enumerate(columns)]
        found.append(CommonGoal(key, at[first][0].row.text, columns[first].language, cells))
    return found
