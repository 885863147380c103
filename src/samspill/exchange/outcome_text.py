"""What a load did, in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from samspill.exchange.comparing import Act, RowChange
from samspill.exchange.loading import LoadOutcome

SIGNS = {Act.ADD: "+", Act.CHANGE: "~", Act.END: "|", Act.REMOVE: "-", Act.KEEP: "?"}
WORDS = {
    Act.ADD: "added",
    Act.CHANGE: "changed",
    Act.END: "ended",
    Act.REMOVE: "removed",
    Act.KEEP: "kept though not in the folder (--prune removes)",
}
DERIVED = {"sort_key", "order", "position"}
AT_MOST = 200


def describe(
    outcome: LoadOutcome, *, dry_run: bool, seconds: float, short: bool = False
) -> Iterator[str]:
    """The lines that tell what a load did, or would do."""
    if outcome.reports:
        yield f"{outcome.partnership}: {outcome.reports} reports of the ledger"
    if outcome.changes_nothing:
        read = f"{outcome.records} records, {seconds:.1f} s"
        yield f"{outcome.partnership}: nothing to change ({read})"
        if outcome.counts[Act.KEEP]:
            yield f"  {outcome.counts[Act.KEEP]} {WORDS[Act.KEEP]}"
        return
    if not short and not outcome.is_new:
        for name, (before, after) in outcome.frame.items():
            yield f"  ~ partnership {name}: {_shown(before)} → {_shown(after)}"
        yield from _lines(outcome.steps)
    would = "would be " if dry_run else ""
    figures = ", ".join(
        f"{outcome.counts[act]} {would}{WORDS[act]}" for act in Act if outcome.counts[act]
    )
    rate = outcome.records / seconds if seconds else 0
    told = figures or "frame changed"
    yield f"{outcome.partnership}: {told} ({seconds:.1f} s, {rate:.0f} records/s)"
    if dry_run:
        yield "Dry run: nothing was changed."


def _lines(steps: list[RowChange]) -> Iterator[str]:
    shown = 0
    for step in steps:
        told = {name: pair for name, pair in step.changes.items() if name not in DERIVED}
        if step.changes and not told:
            continue
        if shown == AT_MOST:
            yield f"  … and more; {len(steps)} differences in all"
            return
        shown += 1
        line = f"  {SIGNS[step.act]} {step.kind} {step.key}"
        if told:
            line += ": " + "; ".join(
                f"{name} {_shown(before)} → {_shown(after)}"
                for name, (before, after) in told.items()
            )
        yield line


def _shown(value: Any) -> str:
    if value in (None, "", (), []):
        return "nothing"
    text = ", ".join(map(str, value)) if isinstance(value, tuple | list) else str(value)
    text = " ".join(text.split())
    return f"«{text[:60]}…»" if len(text) > 60 else f"«{text}»"
