"""The command that lets the first people in."""

from __future__ import annotations

import getpass
import sys

import click
from django.conf import settings

EXIT_REFUSED = 2


@click.command()
@click.argument("email")
@click.option("--name", required=True, help="What they are called.")
@click.option("--site", default="", help="Where the site is, if not at SITE_ADDRESS.")
@click.option("--language", default="nb", show_default=True, type=click.Choice(["nb", "nn", "en"]))
@click.option("--operator", is_flag=True, help="They run the installation.")
def invite(email: str, *, name: str, site: str, language: str, operator: bool) -> None:
    """Invite EMAIL to sign in: sends a mail, and prints the address that it holds.

    Exit code 0: invited. 2: the address is a user's already.
    """
    from samspill.accounts import actions

    try:
        address = actions.invite(
            email=email,
            name=name,
            origin=site or settings.SITE_ADDRESS,
            language=language,
            is_operator=operator,
            by=getpass.getuser(),
        )
    except actions.AlreadyUser:
        click.echo(f"{email} is a user already; nothing was sent.", err=True)
        sys.exit(EXIT_REFUSED)
    click.echo(address)
