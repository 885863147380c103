"""The commands of the archive: publish to eInnsyn, and write messages for Fiks Arkiv."""

from __future__ import annotations

import datetime
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import click
from django.utils import translation
from django_scopes import scope

EXIT_REFUSED = 2
DAY = click.DateTime(formats=["%Y-%m-%d"])


@click.command()
@click.argument("slug")
@click.option("--address", required=True, help="Where eInnsyn's API is, such as https://….")
@click.option("--arkivdel", required=True, help="The part of the archive that meetings lie in.")
@click.option("--key", envvar="EINNSYN_API_KEY", default="", help="Or EINNSYN_API_KEY.")
@click.option("--since", type=DAY, help="Only meetings from this day on.")
def einnsyn(
    slug: str, address: str, arkivdel: str, key: str, since: datetime.datetime | None
) -> None:
    """Publish the open meetings of the helsefellesskap SLUG to eInnsyn. Again: only what differs.

    Exit code 0: done. 2: the server refused something, or cannot be reached.
    """
    from samspill.archive.publishing import publish, publish_lone
    from samspill.archive.server import InnsynServer, NotAnswered

    if not key:
        raise click.UsageError("Give --key, or set EINNSYN_API_KEY.")
    try:
        server = InnsynServer(address, key)
    except ValueError as wrong:
        raise click.UsageError(str(wrong)) from wrong
    done: Counter[str] = Counter()
    partnership = _partnership(slug)
    with scope(partnership=partnership), translation.override(partnership.language):
        try:
            for meeting in _meetings(since):
                done += publish(server, arkivdel, meeting)
            done += publish_lone(server)
        except NotAnswered as refused:
            click.echo(f"eInnsyn: {refused}", err=True)
            sys.exit(EXIT_REFUSED)
    told = ", ".join(f"{count} {name}" for name, count in sorted(done.items()))
    click.echo(told or "nothing to publish")


@click.command()
@click.argument("slug")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--since", type=DAY, help="Only meetings from this day on.")
def archive(slug: str, folder: Path, since: datetime.datetime | None) -> None:
    """Write a message for Fiks Arkiv of each meeting of SLUG whose minutes are approved, to FOLDER.

    What is exempt is in them, marked with its statute: give the folder to the archive alone.
    """
    from samspill.archive.messages import write_messages

    partnership = _partnership(slug)
    with scope(partnership=partnership), translation.override(partnership.language):
        written = [
            path
            for meeting in _meetings(since).filter(minutes="approved")
            for path in write_messages(meeting, folder)
        ]
    click.echo(f"{len(written)} messages in {folder}")


def _partnership(slug: str) -> Any:
    from samspill.common.models import Partnership

    found = Partnership.objects.filter(slug=slug).first()
    if found is None:
        raise click.UsageError(f"there is no helsefellesskap called {slug}")
    return found


def _meetings(since: datetime.datetime | None) -> Any:
    from samspill.cases.models import Meeting

    found = Meeting.objects.select_related("partnership").in_order()
    return found.filter(date__gte=since.date()) if since else found
