"""The commands of the open format: check, load, export, schema."""

from __future__ import annotations

import getpass
import json
import sys
import time
from pathlib import Path

import click

EXIT_FAULTS = 1
EXIT_REFUSED = 2

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command()
@click.argument("folder", type=FOLDER)
def check(folder: Path) -> None:
    """Read FOLDER and list everything that is wrong with it: file, line, what, what was expected.

    Exit code 0: it can be loaded (there may be warnings). 1: it has errors.
    """
    from samspill.exchange import loading

    _, records, faults = loading.check(folder)
    for fault in faults.all:
        click.echo(str(fault))
    click.echo(
        f"{folder}: {len(records) if records else 0} records, "
        f"{len(faults.errors)} errors, {len(faults.warnings)} warnings"
    )
    sys.exit(EXIT_FAULTS if faults.errors else 0)


@click.command()
@click.argument("folder", type=FOLDER)
@click.option("--dry-run", is_flag=True, help="Do it all, then take it back: changes nothing.")
@click.option("--prune", is_flag=True, help="Remove what the folder no longer has.")
@click.option("--quiet", is_flag=True, help="Only the summary.")
def load(folder: Path, *, dry_run: bool, prune: bool, quiet: bool) -> None:
    """Load FOLDER into the database, all of it or nothing, and say what changed.

    Exit code 0: done, or nothing to do. 1: the folder has errors. 2: the database refused it.
    """
    from samspill.exchange import loading
    from samspill.exchange.loading import FolderRefused
    from samspill.exchange.outcome_text import describe

    started = time.perf_counter()
    try:
        with click.progressbar(
            length=1, label=f"Loading {folder.name}", file=sys.stderr, hidden=quiet
        ) as bar:
            outcome, faults = loading.load(
                folder,
                by=getpass.getuser(),
                dry_run=dry_run,
                prune=prune,
                progress=lambda written, rows: _advance(bar, written, rows),
            )
    except FolderRefused as refused:
        for fault in refused.faults.all:
            click.echo(str(fault), err=True)
        click.echo(f"Nothing was loaded: {len(refused.faults.errors)} errors.", err=True)
        sys.exit(EXIT_FAULTS)
    except loading.LoadFailed as failed:
        click.echo(f"Nothing was loaded. The database refused it: {failed}", err=True)
        sys.exit(EXIT_REFUSED)
    if not quiet:
        for fault in faults.warnings:
            click.echo(str(fault), err=True)
    seconds = time.perf_counter() - started
    for line in describe(outcome, dry_run=dry_run, seconds=seconds, short=quiet):
        click.echo(line)


def _advance(bar: object, written: int, rows: int) -> None:
    bar.length = rows  # type: ignore[attr-defined]
    bar.update(written)  # type: ignore[attr-defined]


@click.command()
@click.argument("slug")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def export(slug: str, folder: Path) -> None:
    """Write the helsefellesskap SLUG to FOLDER (new or empty) in the open format.

    Exit code 0: written. 2: no such helsefellesskap, or the folder is not empty.
    """
    from samspill.common.models import Partnership
    from samspill.exchange import export as exporting

    try:
        count = exporting.export(slug, folder)
    except Partnership.DoesNotExist:
        known = ", ".join(Partnership.objects.values_list("slug", flat=True)) or "none is loaded"
        click.echo(f"There is no helsefellesskap «{slug}» here; there is: {known}.", err=True)
        sys.exit(EXIT_REFUSED)
    except exporting.FolderNotEmpty as problem:
        click.echo(f"{problem}. Give a new or empty folder; nothing was written.", err=True)
        sys.exit(EXIT_REFUSED)
    click.echo(f"{count} files written to {folder}")


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def schema(folder: Path) -> None:
    """Write a JSON Schema for each kind of file to FOLDER, for an editor's completion."""
    from samspill.exchange.schema import schemas

    folder.mkdir(parents=True, exist_ok=True)
    for name, content in schemas().items():
        text = json.dumps(content, ensure_ascii=False, indent=2)
        (folder / name).write_text(text + "\n", encoding="utf-8")
        click.echo(str(folder / name))


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--seed", default=1, show_default=True, help="Another seed gives other files.")
@click.option(
    "--scale", default="national", show_default=True, type=click.Choice(["national", "small"])
)
@click.option("--partnerships", type=click.IntRange(min=1), help="Only the first so many.")
def synthesize(folder: Path, *, seed: int, scale: str, partnerships: int | None) -> None:
    """Write made-up helsefellesskap to FOLDER (new or empty), one folder each.

    Everything but the municipalities' names and numbers is invented, and each says so.
    """
    from samspill.exchange import synthesize as synthesizing
    from samspill.exchange.export import FolderNotEmpty

    started = time.perf_counter()
    chosen = synthesizing.SCALES[scale]
    part = min(partnerships or chosen.partnerships, chosen.partnerships)
    try:
        with click.progressbar(
            length=synthesizing.count_files(chosen, part), label="Writing", file=sys.stderr
        ) as bar:
            folders = synthesizing.synthesize(
                folder, seed=seed, scale=chosen, partnerships=part, progress=bar.update
            )
    except FolderNotEmpty as problem:
        click.echo(f"{problem}. Give a new or empty folder; nothing was written.", err=True)
        sys.exit(EXIT_REFUSED)
    seconds = time.perf_counter() - started
    click.echo(f"{len(folders)} helsefellesskap written to {folder} in {seconds:.1f} s")
