"""A disk that is full is told of in words, nothing is half saved, and the next try works."""

from __future__ import annotations

from typing import Any

import psycopg.errors
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError, connection
from django.test import Client

from samspill.commitments.models import ReportFile, StatusReport
from samspill.parties.models import Party
from tests.commitments.conftest import World, media, process, signed_in, world
from tests.commitments.files import PDF
from tests.secretariat import browser, partnership, siri

__all__ = ["browser", "media", "partnership", "process", "signed_in", "siri", "world"]
pytestmark = pytest.mark.django_db


def no_room_for(table: str) -> Any:
    """As PostgreSQL answers when it has no room for a row of that table."""

    def execute(run: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if f"INSERT INTO {table}" in sql.replace(chr(34), ""):
            raise OperationalError("no room") from psycopg.errors.DiskFull("no space left")
        return run(sql, params, many, context)

    return connection.execute_wrapper(execute)


@pytest.mark.parametrize("table", ["parties_party", "common_auditentry", "accounts_use"])
def test_under_the_database(browser: Client, partnership: Any, table: str) -> None:
    browser.raise_request_exception = False
    address = "/hf/prove/arbeid/register/parter/ny/"
    given = {"slug": "lierne", "name": "Lierne", "kind": "municipality"}
    with no_room_for(table):
        refused = browser.post(address, given)
    assert refused.status_code == 507
    assert "Nothing was saved" in refused.content.decode()
    assert not Party.objects.exists()
    assert browser.post(address, given).status_code == 302
    assert Party.objects.count() == 1


def test_under_the_files(
    world: World, signed_in: Any, media: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.assigned("Stian", "reporter", world.storvik)
    client, owed = signed_in("Stian"), world.asks()
    client.raise_request_exception = False
    address = f"/hf/prove/arbeid/forpliktelser/{owed.pk}/svar/"

    def full(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    def send() -> Any:
        sent = {"done": "Holdt", "attached": SimpleUploadedFile("referat.pdf", PDF)}
        return client.post(address, sent)

    with monkeypatch.context() as filled:
        filled.setattr("samspill.common.files.storing.shutil.copyfileobj", full)
        refused = send()
    assert refused.status_code == 507
    assert (StatusReport.objects.count(), ReportFile.objects.count()) == (0, 0)
    assert [one for one in media.rglob("*") if one.is_file()] == []
    assert send().status_code == 302
    assert ReportFile.objects.count() == 1
