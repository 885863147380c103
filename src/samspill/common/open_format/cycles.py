"""Cycles: nothing may be above itself, nor succeed itself by way of others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from graphlib import CycleError, TopologicalSorter

from samspill.common.open_format.base import Where
from samspill.common.open_format.faults import Faults


def complain_about_cycles(
    graph: Mapping[str, tuple[Iterable[str], Where]], what: str, faults: Faults
) -> None:
    """Adds one fault when following ``what`` from id to id leads back to where it began."""
    try:
        TopologicalSorter({node: list(targets) for node, (targets, _) in graph.items()}).prepare()
    except CycleError as error:
        circle = [str(node) for node in reversed(error.args[1])]
        start = next((graph[node][1] for node in circle if node in graph), Where(""))
        faults.error(start, f"{what} goes in a circle: {' → '.join(circle)}", "break it")
