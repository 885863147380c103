"""The command that works in the background."""

from __future__ import annotations

import click

from samspill.jobs import worker


@click.command()
@click.option("--once", is_flag=True, help="Do what is due now, and end.")
def work(*, once: bool) -> None:
    """Send mail, remind, clear up: what runs by itself. Several may run at once."""
    if once:
        for name in worker.run_once():
            click.echo(name)
        return
    worker.work_until_told()
