"""The import law holds: what it forbids is tried, import by import, and refused."""

from __future__ import annotations

from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

import grimp
import pytest
from importlinter import Contract
from importlinter.api import read_configuration
from importlinter.contracts.acyclic_siblings import AcyclicSiblingsContract
from importlinter.contracts.forbidden import ForbiddenContract
from importlinter.contracts.layers import LayersContract
from importlinter.contracts.protected import ProtectedContract

from tools.import_contracts import OwnRoomsContract

ROOT = Path(__file__).resolve().parent.parent.parent
TYPES: dict[str, type[Contract]] = {
    "acyclic_siblings": AcyclicSiblingsContract,
    "forbidden": ForbiddenContract,
    "layers": LayersContract,
    "own_rooms": OwnRoomsContract,
    "protected": ProtectedContract,
}
FORBIDDEN = [
    # Upwards, from one app to the next, and from the very bottom.
    ("common.actions", "parties.models"),
    ("common.house", "bodies.models"),
    ("common.templatetags.ui", "accounts.models"),
    ("mail.actions", "accounts.models"),
    ("accounts.actions", "parties.models"),
    ("parties.models.people", "bodies.models"),
    ("bodies.composition", "documents.models"),
    ("documents.standing", "commitments.models"),
    ("commitments.showing", "plans.models"),
    ("plans.owed", "in_use.owed"),
    ("in_use.owed", "plans.owed"),
    ("plans.evidence", "workspace.listing"),
    ("workspace.listing", "portal.search.results"),
    ("portal.search.results", "exchange.loading"),
    ("exchange.loading", "urls"),
    ("serving", "cli"),
    # What runs the installation knows nothing of what it holds.
    ("settings.base", "common.models"),
    ("settings.environment", "accounts.models"),
    ("log", "common.models"),
    ("log", "settings.base"),
    ("headers", "parties.models"),
    ("health", "plans.models"),
    ("jobs.worker", "common.models"),
    ("jobs.worker", "mail.actions"),
    ("embedded.server", "common.models"),
    ("postgresql.base", "embedded.server"),
    ("operations.doctor", "parties.models"),
    ("operations.backup", "exchange.export"),
    # The ledger knows no process, whatever stands below it.
    ("commitments.reminding", "documents.models"),
    # Open pages write nothing.
    ("bodies.public.views", "bodies.actions"),
    ("documents.public.views", "documents.forms"),
    ("plans.public.views", "commitments.letterbox.views"),
    ("portal.public.home", "parties.actions"),
    ("parties.public.views", "common.actions"),
    ("documents.public.law", "common.forms"),
    # One app's pages and forms are not another's.
    ("plans.forms", "commitments.forms"),
    ("workspace.views.home", "documents.views.editions"),
    ("workspace.listing", "bodies.public.views"),
    ("portal.public.home", "documents.public.views"),
    ("plans.views.rounds", "parties.views"),
    ("workspace.listing", "documents.brings"),
    ("commitments.showing", "parties.urls"),
    # Inside an app.
    ("bodies.models", "bodies.actions"),
    ("documents.rules", "documents.models"),
    ("plans.states", "plans.models"),
    ("documents.actions", "documents.forms"),
    ("commitments.forms", "commitments.views"),
    ("parties.actions.people", "parties.views"),
    ("plans.forms", "plans.brings"),
    # What stands in files is declared, and nothing but files is made of it.
    ("parties.models.people", "parties.open_format.types"),
    ("plans.views.rounds", "plans.open_format.types"),
    ("workspace.listing", "documents.open_format.kinds"),
    ("plans.open_format.kinds", "plans.following"),
    ("bodies.open_format.checks", "bodies.forms"),
    ("parties.open_format.kinds", "bodies.open_format.kinds"),
    ("common.open_format.kind", "exchange.kinds"),
    # Nothing goes round in a circle.
    ("common.models", "common.work"),
    ("common.registers", "common.house"),
]


@cache
def graph() -> grimp.ImportGraph:
    return grimp.build_graph("samspill", cache_dir=None)


@cache
def contracts() -> tuple[Contract, ...]:
    read: dict[str, Any] = read_configuration(str(ROOT / "pyproject.toml"))
    session = read["session_options"]
    return tuple(
        TYPES[options["type"]](options["name"], session, options)
        for options in read["contracts_options"]
    )


def broken(tried: grimp.ImportGraph) -> list[str]:
    """The contracts that do not hold for a graph."""
    return [
        one.name
        for one in contracts()
        if not one.check(graph=deepcopy(tried), verbose=False).kept  # a check may cut the graph
    ]


def test_the_law_is_kept_as_it_is() -> None:
    assert broken(graph()) == []


@pytest.mark.parametrize(("importer", "imported"), FORBIDDEN)
def test_what_the_law_forbids_is_caught(importer: str, imported: str) -> None:
    tried = deepcopy(graph())
    for module in (importer, imported):
        assert f"samspill.{module}" in tried.modules
    tried.add_import(importer=f"samspill.{importer}", imported=f"samspill.{imported}")
    assert broken(tried) != []


def test_a_new_app_that_the_law_does_not_name_is_caught() -> None:
    tried = deepcopy(graph())
    tried.add_module("samspill.newcomer")
    assert broken(tried) == ["Apps import downward only"]
