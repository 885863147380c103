"""Django's PostgreSQL backend, on the embedded server: the first connection starts it."""

from __future__ import annotations

from typing import Any

import psycopg
from django.db.utils import OperationalError

from samspill.embedded.server import Server, ServerFailed, ensure_database, look, revive, start
from samspill.postgresql.base import DatabaseWrapper as PostgreSQL


class DatabaseWrapper(PostgreSQL):
    """``EMBEDDED`` in the settings gives the folder and whether the data must outlive a crash.

    With ``only_look`` no server is started and no database made.
    """

    def get_connection_params(self) -> dict[str, Any]:
        self._use_embedded_server()
        return super().get_connection_params()

    def _use_embedded_server(self) -> None:
        """Starts the server, also anew: who killed it does not keep the site down."""
        settings = self.settings_dict
        folder = settings["EMBEDDED"]["folder"]
        try:
            if settings["EMBEDDED"].get("only_look"):
                self._address(look(folder))
                return
            server = start(folder, durable=settings["EMBEDDED"]["durable"])
            try:
                self._point_at(server)
            except psycopg.OperationalError:
                if not revive(folder):
                    raise
                self._point_at(start(folder))
        except ServerFailed as problem:
            raise OperationalError(str(problem)) from problem

    def _point_at(self, server: Server) -> None:
        self._address(server)
        settings = self.settings_dict
        # The maintenance database exists; a test's is made by the test runner.
        if settings["NAME"] not in {None, "postgres"} and not self._is_a_tests(settings):
            ensure_database(server, settings["NAME"])

    def _address(self, server: Server) -> None:
        settings = self.settings_dict
        settings["HOST"] = str(server.socket_folder)
        settings["PORT"] = str(server.port)
        settings["USER"] = server.user

    @staticmethod
    def _is_a_tests(settings: dict[str, Any]) -> bool:
        return settings["NAME"] == settings.get("TEST", {}).get("NAME")
