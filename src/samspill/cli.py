"""The command ``samspill``. Commands live in the apps; here they are only made known."""

from __future__ import annotations

import os
from importlib import import_module

import click
import django
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError, ProgrammingError
from psycopg.errors import UndefinedTable

from samspill import settings

COMMANDS = {
    "serve": "samspill.serving:serve",
    "migrate": "samspill.serving:migrate",
    "work": "samspill.jobs.commands:work",
    "check": "samspill.exchange.commands:check",
    "load": "samspill.exchange.commands:load",
    "export": "samspill.exchange.commands:export",
    "schema": "samspill.exchange.commands:schema",
    "synthesize": "samspill.exchange.commands:synthesize",
    "invite": "samspill.accounts.commands:invite",
    "lost-second-step": "samspill.accounts.commands:lost_second_step",
    "whose": "samspill.accounts.commands:whose",
    "einnsyn": "samspill.archive.commands:einnsyn",
    "archive": "samspill.archive.commands:archive",
    "backup": "samspill.operations.commands:backup",
    "restore": "samspill.operations.commands:restore",
    "doctor": "samspill.operations.commands:doctor",
}
# It says itself what is wrong with the settings.
SETS_UP_ITSELF = {"doctor"}


class LazyGroup(click.Group):
    """Imports a command when it is asked for, after Django is set up: models need that."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [name for name in COMMANDS if self.get_command(ctx, name)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        if cmd_name not in SETS_UP_ITSELF:
            django.setup()
        module, attribute = COMMANDS[cmd_name].split(":")
        return getattr(import_module(module), attribute, None)


@click.group(cls=LazyGroup)
def samspill() -> None:
    """Samspill: the collaboration between hospital trusts and their municipalities."""


def main() -> None:
    """Run the command line with the settings that ``SAMSPILL_ENV`` names.

    What a user can put right (settings, no database, an old one) is said without a traceback.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", settings.module())
    try:
        samspill()
    except ImproperlyConfigured as problem:
        raise SystemExit(str(problem)) from problem
    except OperationalError as problem:
        raise SystemExit(f"The database does not answer: {problem}") from problem
    except ProgrammingError as problem:
        if isinstance(problem.__cause__, UndefinedTable):
            raise SystemExit("The database lacks tables. Run first: samspill migrate") from problem
        raise
