"""The commands that bring the site up."""

from __future__ import annotations

from typing import Any

import click
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from gunicorn.app.base import BaseApplication

from samspill import ready
from samspill.jobs.worker import start_in_thread
from samspill.settings.environment import read

LOOPBACK = "127.0.0.1"


class Site(BaseApplication):
    """The web server, configured here and nowhere else (no file, no command line)."""

    def __init__(self, *, port: int, workers: int) -> None:
        self.port = port
        self.workers = workers
        super().__init__()

    def load_config(self) -> None:
        options = {
            "bind": f"{LOOPBACK}:{self.port}",
            "workers": self.workers,
            "worker_class": "gthread",
            "threads": 4,
            "preload_app": True,
            "accesslog": None,
            "control_socket_disable": True,
            "graceful_timeout": 20,
            "proc_name": "samspill",
            "logconfig_dict": settings.LOGGING,
        }
        for name, value in options.items():
            self.cfg.set(name, value)
        if settings.SAMSPILL_JOBS_IN_WEB:
            self.cfg.set("post_worker_init", lambda _process: start_in_thread())

    def load(self) -> Any:
        return ready.application()


@click.command()
@click.option("--port", type=int, help="Port on the loopback address; else PORT, else 8000.")
def serve(port: int | None) -> None:
    """Serve the site on the loopback address until interrupted."""
    # The first process holds the embedded server for its life and lends it to its workers; the
    # connection itself must not be shared with them.
    connection.ensure_connection()
    connection.close()
    Site(port=port or read("PORT"), workers=read("WEB_WORKERS")).run()


@click.command()
def migrate() -> None:
    """Bring the database to the form that this version needs."""
    call_command("migrate", interactive=False)
