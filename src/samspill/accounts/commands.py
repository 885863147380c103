"""The commands about who signs in: the first people, a lost second step, whose a mark is."""

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


@click.command()
@click.argument("email")
def lost_second_step(email: str) -> None:
    """Take away app, passkeys and recovery codes of EMAIL, who has lost them.

    See first that it is them (docs/sign-in.md). Exit code 0: done. 2: nobody has that address.
    """
    from samspill.accounts import actions
    from samspill.accounts.models import User

    user = User.objects.with_email(email).first()
    if user is None:
        click.echo(f"Nobody signs in as {email}.", err=True)
        sys.exit(EXIT_REFUSED)
    actions.forget_second_step(user=user, by=getpass.getuser())
    click.echo(f"{user.email} signs in without a second step, and is signed out everywhere.")


@click.command()
@click.argument("mark")
def whose(mark: str) -> None:
    """Say who is behind MARK in the log's lines of what was refused.

    Exit code 0: said. 2: nobody, or SECRET_KEY has been changed since.
    """
    from samspill.accounts.models import User
    from samspill.common.refused import mark_of

    found = [user for user in User.objects.order_by("pk") if mark_of(user.pk) == mark]
    if not found:
        click.echo("Nobody here has that mark.", err=True)
        sys.exit(EXIT_REFUSED)
    click.echo(found[0].email)
