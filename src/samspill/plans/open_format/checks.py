"""Plans and status tables: states, years, and statuses within their legend."""

from __future__ import annotations

from collections import Counter

from samspill.common.open_format.cycles import complain_about_cycles
from samspill.common.open_format.faults import Faults, nearest
from samspill.common.open_format.folder import Folder
from samspill.documents.open_format.deciding import Decided, RulesInFolder
from samspill.documents.open_format.types import Document, DocumentKind
from samspill.documents.states import Matter
from samspill.plans.models.status import lacks_legend
from samspill.plans.open_format.types import Plan, PlanEdition, StatusTable
from samspill.plans.states import FROZEN


def check_plans(folder: Folder, faults: Faults) -> None:
    """Adds the faults of the plans."""
    plans = folder.every(Plan)
    complain_about_cycles(
        {p.id: ([p.predecessor] if p.predecessor else [], p.where) for p in plans},
        "predecessor",
        faults,
    )
    for plan in plans:
        running = [e for e in plan.editions if e.state == "running"]
        for edition in running[1:]:
            faults.error(
                edition.where,
                "two editions of the plan run",
                f"let one be closed; the first is at {running[0].where}",
            )
        for edition in plan.editions:
            _check_edition(plan, edition, faults)
    _check_who_adopted(plans, folder, faults)


def check_status_tables(folder: Folder, faults: Faults) -> None:
    """Adds the faults of the status tables."""
    for table in folder.every(StatusTable):
        _check_table(table, faults)


def _check_edition(plan: Plan, edition: PlanEdition, faults: Faults) -> None:
    if edition.adopted_on and edition.state not in FROZEN:
        faults.error(
            edition.where,
            f"adopted_on is given, and the state is {edition.state}",
            f"one of {', '.join(FROZEN)}",
        )
    own = f"{plan.id}/{edition.id}/"
    for measure in edition.measures:
        if measure.predecessor and measure.predecessor.startswith(own):
            faults.error(
                measure.where,
                f"predecessor «{measure.predecessor}» is of the same edition",
                "a measure of an earlier one",
            )
        for year in measure.years:
            if not plan.first_year <= year <= (plan.last_year or year):
                faults.error(
                    measure.where,
                    f"the year {year} is not within the plan's period",
                    f"{plan.first_year}–{plan.last_year or ''}",
                )


def _check_who_adopted(plans: list[Plan], folder: Folder, faults: Faults) -> None:
    rules = RulesInFolder(folder)
    kind_of = {one.id: one.kind for one in folder.every(Document)}
    all_kinds = [one.id for one in folder.every(DocumentKind) if one.role == "plan"]
    for plan in plans:
        kinds = [kind_of[plan.document]] if plan.document in kind_of else all_kinds
        adopted = [one for one in plan.editions if one.state in FROZEN]
        for edition in adopted:
            matter = Matter.REVISE if len(adopted) > 1 else Matter.ADOPT
            decided = Decided(
                edition.where, edition.adopted_on, edition.adopted_by,
                edition.adopted_by_each_party, edition.recommended_by,
                otherwise=edition.adopted_otherwise,
            )  # fmt: skip
            rules.refuse(decided, faults, matter, kinds)


def _check_table(table: StatusTable, faults: Faults) -> None:
    known = [level.id for level in table.levels]
    for slug, times in Counter(known).items():
        if times > 1:
            faults.error(table.where, f"the level «{slug}» stands twice", "give each its own id")
    if lacks_legend(table.legend, known):
        faults.error(table.where, "levels are given without a legend", "name it with legend:")
    for row in table.rows:
        if row.status and row.status not in known:
            faults.error(
                row.where,
                f"status «{row.status}» is not in the table's legend",
                nearest(row.status, known) or f"one of {', '.join(known) or '(no levels)'}",
            )
