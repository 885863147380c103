"""eInnsyn as far as we speak with it: keeps what it is told, on this machine."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tests.archive.schemas import require_closed

KEY = "nokkel"
MADE_AS = {
    "moetemappe": "Moetemappe.MoetemappeCreate",
    "moetesak": "Moetesak.MoetesakCreate",
    "vedtak": "Vedtak.Vedtak",
    "moetedokument": "Moetedokument.MoetedokumentCreate",
}
CHANGED_AS = {
    "moetemappe": "Moetemappe.MoetemappeUpdate", "moetesak": "Moetesak.MoetesakUpdate",
    "vedtak": "Vedtak.VedtakUpdate", "moetedokument": "Moetedokument.MoetedokumentUpdate",
    "moetesaksbeskrivelse": "Moetesaksbeskrivelse.MoetesaksbeskrivelseUpdate",
    "behandlingsprotokoll": "Behandlingsprotokoll.BehandlingsprotokollUpdate",
}  # fmt: skip
TEXTS = {"vedtakstekst": "moetesaksbeskrivelse", "innstilling": "moetesaksbeskrivelse",
         "behandlingsprotokoll": "behandlingsprotokoll"}  # fmt: skip


class Einnsyn:
    """What was published, by kind and our own identity, and what was wrong with it."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], dict[str, Any]] = {}
        self.asked: list[str] = []
        self.wrong: list[str] = []

    def keep(self, kind: str, fields: dict[str, Any]) -> int:
        if (kind, fields["systemId"]) in self.kept:
            self.wrong.append(f"doubled: {kind} {fields}")
            return 409
        self.kept[kind, fields["systemId"]] = fields
        for name, of in TEXTS.items():
            if isinstance(fields.get(name), dict):
                self.kept[of, fields[name]["systemId"]] = fields[name]
        return 201

    def of(self, kind: str) -> list[dict[str, Any]]:
        return [fields for (of, _id), fields in self.kept.items() if of == kind]


@contextmanager
def einnsyn() -> Iterator[tuple[Einnsyn, str]]:
    """A server, and its address."""
    kept = Einnsyn()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found = kept.kept.get(self._named())
            self._answer(404 if found is None else 200, found)

        def do_POST(self) -> None:
            fields, kind = self._fields(), self.path.rpartition("/")[2]
            self._check(MADE_AS[kind], fields)
            self._answer(kept.keep(kind, fields), fields)

        def do_PATCH(self) -> None:
            fields = self._fields()
            kind, key = self._named()
            self._check(CHANGED_AS[kind], fields)
            kept.kept[kind, key].update(fields)
            self._answer(200, kept.kept[kind, key])

        def do_DELETE(self) -> None:
            kept.kept.pop(self._named())
            self._answer(200, {})

        def _named(self) -> tuple[str, str]:
            _nothing, kind, key = self.path.split("/")
            return kind, key

        def _fields(self) -> dict[str, Any]:
            return json.loads(self.rfile.read(int(self.headers["Content-Length"])))

        def _check(self, name: str, fields: dict[str, Any]) -> None:
            try:
                require_closed(name, fields)
            except Exception as problem:
                kept.wrong.append(f"{name}: {problem}")

        def _answer(self, status: int, fields: Any) -> None:
            kept.asked.append(f"{self.command} {self.path}")
            if self.headers["API-KEY"] != KEY:
                status, fields = 401, {"message": "hvem er du?"}
            content = json.dumps(fields or {}).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield kept, f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
