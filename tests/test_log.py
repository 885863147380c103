"""Logs tell what happened and nothing about who asked for what."""

import json
import logging
import sys

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from samspill import log


class Kept(logging.Handler):
    """Keeps the records that reach it."""

    def __init__(self):
        super().__init__()
        self.records = []

    def emit(self, record):
        self.records.append(record)


@pytest.fixture
def seen():
    kept = Kept()
    log.requests.addHandler(kept)
    yield kept
    log.requests.removeHandler(kept)


def ask(address, **headers):
    request = RequestFactory().get(address, REMOTE_ADDR="192.0.2.7", headers=headers)
    return log.RequestLogMiddleware(lambda _: HttpResponse("ok", status=203))(request)


def test_a_request_is_one_line_with_its_facts(seen):
    response = ask("/sok/")
    (record,) = seen.records
    assert (record.method, record.path, record.status) == ("GET", "/sok/", 203)
    assert record.ms >= 0
    assert response.headers["X-Request-ID"] == record.request_id


def test_a_line_holds_nothing_personal(seen):
    ask("/sok/?q=kreft&dato=2026-01-01", cookie="sprak=nn", user_agent="Netscape")
    (record,) = seen.records
    line = log.JsonLines().format(record)
    for secret in ("kreft", "q=", "dato", "192.0.2.7", "sprak", "Netscape"):
        assert secret not in line


@pytest.mark.parametrize(
    "path",
    ["/konto/invitasjon/{}/", "/konto/passord/nytt/{}/", "/hf/prove/konto/passord/nytt/{}/"],
)
def test_the_key_of_a_link_from_a_mail_stays_out(seen, path):
    ask(path.format("1a-hemmelig"))
    line = log.JsonLines().format(seen.records[0])
    assert "1a-hemmelig" not in line
    assert path.split("{}")[0] in line


def test_json_lines_have_time_level_logger_and_message(seen):
    ask("/")
    line = json.loads(log.JsonLines().format(seen.records[0]))
    assert line["level"] == "INFO"
    assert line["logger"] == "samspill.requests"
    assert line["message"].startswith("GET / 203")
    assert set(line) == {
        "time", "level", "logger", "message", "method", "path", "status", "ms", "request_id",
    }  # fmt: skip


def test_the_request_that_django_attaches_to_an_error_stays_out():
    record = logging.makeLogRecord(
        {"msg": "Internal Server Error: /sok/", "request": RequestFactory().get("/sok/?q=kreft")}
    )
    assert "kreft" not in log.JsonLines().format(record)


def test_the_web_servers_complaint_loses_the_query():
    record = logging.makeLogRecord({"msg": "Error handling request %s", "args": ("/sok/?q=kreft",)})
    assert log.WithoutQuery().filter(record)
    assert record.getMessage() == "Error handling request /sok/"
    for address in ("192.0.2.7", "2001:db8::1"):
        told = logging.makeLogRecord({"msg": "Invalid request from ip=%s: x", "args": (address,)})
        assert log.WithoutQuery().filter(told)
        assert told.getMessage() == "Invalid request from ip=…: x"


@pytest.mark.parametrize(
    "path", ["/sok/%0aERROR%20forged/", "/sok/%0d%0a{}/", "/a%22,%22level%22:%22x/"]
)
def test_nobody_can_forge_a_line(seen, path):
    ask(path)
    line = log.JsonLines().format(seen.records[0])
    assert len(line.splitlines()) == 1
    told = json.loads(line)
    assert told["level"] == "INFO"
    assert told["logger"] == "samspill.requests"


@pytest.mark.parametrize("as_json", [True, False])
def test_logs_go_to_standard_error_and_nowhere_else(as_json):
    made = log.configuration(level="INFO", as_json=as_json)
    handler = made["handlers"].pop("console")
    assert handler["class"] == "logging.StreamHandler"
    assert "stream" not in handler, "which is standard error"
    # Twenty lines in the memory of the process, for the operator's page.
    assert made["handlers"] == {"latest": {"class": "samspill.log.Latest", "level": "WARNING"}}
    named = [made["root"], *made["loggers"].values()]
    assert {name for one in named for name in one.get("handlers", [])} == {"console", "latest"}


def test_the_latest_warnings_are_kept_without_keys_and_tracebacks():
    kept = log.Latest()
    log._latest.clear()
    for number in range(25):
        record = logging.LogRecord(
            "x", logging.ERROR, "", 0, "/kalender/hemmelig.ics %s\nmore", (number,),
            (ValueError, ValueError("hemmelig"), None),
        )  # fmt: skip
        kept.emit(record)
    shown = [line.text for line in log.latest()]
    assert len(shown) == 20
    assert shown[0] == "/kalender/….ics 24 (ValueError)"
    log._latest.clear()


def test_a_warning_whose_arguments_do_not_fit_does_not_reach_the_page(monkeypatch):
    failed = []
    monkeypatch.setattr(log.Latest, "handleError", lambda _, record: failed.append(record))
    record = logging.LogRecord("x", logging.WARNING, "", 0, "%d of %d", (1,), None)
    log.Latest().emit(record)
    assert failed == [record]
    assert record.msg not in [line.text for line in log.latest()]


SECRET_PATHS = [
    "/kalender/hemmelig.ics",
    "/hf/prove/kalender/hemmelig.ics",
    "/paminnelser/hemmelig/av/",
    "/konto/invitasjon/hemmelig/",
    "/konto/passord/nytt/1a-hemmelig/",
]


@pytest.mark.parametrize("path", SECRET_PATHS)
@pytest.mark.parametrize("form", ["json", "plain"])
def test_a_fault_at_an_address_that_opens_something_tells_no_key(path, form):
    configured = log.configuration(level="INFO", as_json=form == "json")["formatters"][form]
    made = dict(configured)
    formatter = {"json": log.JsonLines, "plain": log.PlainLines}[form](
        **{name: value for name, value in made.items() if name != "()"}
    )
    assert made["()"].endswith(type(formatter).__name__)
    try:
        raise RuntimeError(f"no page at {path}")
    except RuntimeError:
        error = sys.exc_info()
    record = logging.makeLogRecord(
        {"name": "django.request", "msg": "Internal Server Error: %s", "args": (path,)}
    )
    record.exc_info = error
    line = formatter.format(record)
    assert "Traceback" in line
    assert "hemmelig" not in line
