"""``make run``'s program, from an empty folder to a page, as somebody would meet it."""

from __future__ import annotations

import json
import re
import signal
import socket
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import Message

import psutil
import psycopg
import pytest


@dataclass(frozen=True)
class Answer:
    """What the site answered, a refusal too."""

    status: int
    headers: Message
    body: bytes


def get(address: str, **headers: str) -> Answer:
    request = urllib.request.Request(address, headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=30) as found:
            return Answer(found.status, found.headers, found.read())
    except urllib.error.HTTPError as refused:
        with refused:
            return Answer(refused.code, refused.headers, refused.read())


def policy(header: str) -> dict[str, str]:
    return dict(part.strip().split(" ", 1) for part in header.split(";") if part.strip())


def test_it_tells_the_time_from_an_empty_database(running_site):
    (line,) = [line for line in running_site.said if "from an empty database" in line]
    seconds = float(line.split()[0])
    assert 0 < seconds < 180


def test_it_says_where_the_site_is(running_site):
    assert running_site.said[-1] == f"Ready: {running_site.address}/   (Ctrl-C stops it)"


def test_it_is_alive_and_ready(site):
    assert json.loads(get(f"{site}/healthz").body) == {"status": "alive"}
    assert json.loads(get(f"{site}/readyz").body) == {"status": "ready"}


def test_the_style_sheet_is_named_by_its_content_and_kept_for_ever(site):
    page = get(f"{site}/").body.decode()
    found = re.findall(r'<link[^>]+href="(/static/[^"]+\.css)"', page)
    assert found
    for address in found:
        assert re.search(r"\.[0-9a-f]{12}\.css$", address)
        answer = get(site + address, **{"Accept-Encoding": "br"})
        assert answer.headers["Cache-Control"] == "max-age=315360000, public, immutable"
        assert answer.headers["Content-Encoding"] == "br"


def test_a_page_is_compressed(site):
    assert get(f"{site}/", **{"Accept-Encoding": "gzip"}).headers["Content-Encoding"] == "gzip"


@pytest.mark.parametrize("path", ["/", "/finnes-ikke/"])
def test_every_answer_has_the_security_headers(site, path):
    headers = get(site + path).headers
    assert policy(headers["Content-Security-Policy"]) == {
        "default-src": "'none'",
        "object-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self'",
        "font-src": "'self'",
        "connect-src": "'self'",
        "form-action": "'self'",
        "base-uri": "'none'",
        "frame-ancestors": "'none'",
    }
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"


def test_another_host_name_is_refused(site):
    assert get(f"{site}/", Host="evil.example.org").status == 400


def test_what_was_searched_for_is_not_logged(site, running_site):
    get(f"{site}/sok/?q=hemmeligord")
    log = running_site.log()
    assert "GET /sok/ 200" in log
    assert "hemmeligord" not in log


@pytest.mark.parametrize(
    "head",
    [
        "Content-Length: 4\r\nTransfer-Encoding: chunked",
        "Transfer-Encoding: chunked\r\nContent-Length: 4",
        "Content-Length: 4\r\nContent-Length: 40",
        "Content-Length: +4",
        "Transfer-Encoding: xchunked",
        "Transfer-Encoding : chunked",
    ],
)
def test_where_a_request_ends_is_never_a_guess(site, head):
    """A proxy may read it another way: what follows must not be taken for a request of its own."""
    host, port = site.removeprefix("http://").split(":")
    hidden = "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"
    sent = f"POST /finnes-ikke/ HTTP/1.1\r\nHost: localhost\r\n{head}\r\n\r\n0\r\n\r\n{hidden}"
    with socket.create_connection((host, int(port)), timeout=30) as line:
        line.sendall(sent.encode())
        answer = b""
        while part := line.recv(65536):
            answer += part
    assert re.match(rb"HTTP/1\.1 (400|501) ", answer), answer[:100]
    assert b"alive" not in answer


def test_the_next_request_works_when_the_database_was_restarted(site, running_site):
    """And what runs by itself goes on; the last test of this file, as others need the site."""
    lock = running_site.home / "postgres" / "postmaster.pid"
    before = psutil.Process(int(lock.read_text().splitlines()[0]))
    before.send_signal(signal.SIGINT)
    before.wait(timeout=60)
    assert get(f"{site}/kommuner/").status == 200
    assert get(f"{site}/readyz").status == 200
    heard = "SELECT count(*) FROM procrastinate_workers WHERE last_heartbeat > %s"
    began, deadline = datetime.now(UTC), time.monotonic() + 120
    lines = lock.read_text().splitlines()
    with psycopg.connect(
        host=lines[4], port=int(lines[3]), user="postgres", dbname="samspill", autocommit=True
    ) as database:
        while database.execute(heard, [began]).fetchone() == (0,):
            assert time.monotonic() < deadline, "nothing runs by itself any longer"
            time.sleep(0.5)
