"""Workers that are killed while they send, and several at once: nothing twice, nothing lost."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections import Counter

import pytest

from samspill.mail.actions import LOST_AFTER, Letter, send_waiting, write
from samspill.mail.models import Message
from tests.mail.conftest import Inbox
from tests.operations.installations import Installation

pytestmark = pytest.mark.server

SEND = (
    "import django; django.setup(); from samspill.mail.actions import send_waiting; send_waiting()"
)
MANY = 60


def worker(installation: Installation, settings) -> subprocess.Popen[bytes]:
    environment = {
        **installation.environment(),
        "DJANGO_SETTINGS_MODULE": "samspill.settings.local",
        "EMAIL_HOST": settings.EMAIL_HOST,
        "EMAIL_PORT": str(settings.EMAIL_PORT),
        "EMAIL_USE_TLS": "false",
    }
    return subprocess.Popen([sys.executable, "-c", SEND], env=environment)


def written() -> list[str]:
    addresses = [f"a{n:03}@example.no" for n in range(MANY)]
    write(Letter(key=a, to=a, subject="x", text="y") for a in addresses)
    return addresses


def test_killed_while_sending_nothing_goes_out_twice_and_nothing_is_lost(
    filled: Installation, inbox: Inbox, settings
) -> None:
    addresses = written()
    inbox.seconds = 0.02
    for _kill in range(6):
        inbox.came.clear()
        process = worker(filled, settings)
        assert inbox.came.wait(60)
        time.sleep(0.013 * _kill)
        process.send_signal(signal.SIGKILL)
        process.wait()
    inbox.seconds = 0
    time.sleep(0.2)
    Message.objects.filter(state=Message.State.SENDING).update(
        not_before=Message.objects.order_by("written_at")[0].written_at - LOST_AFTER * 2
    )
    send_waiting()
    assert max(Counter(inbox.addresses).values()) == 1
    states = Counter(Message.objects.values_list("state", flat=True))
    assert states["waiting"] == states["sending"] == states["refused"] == 0
    assert states["uncertain"] <= 6
    # Whatever is not in the inbox is among those shown as perhaps sent.
    missing = set(addresses) - set(inbox.addresses)
    assert missing <= set(Message.objects.filter(state="uncertain").values_list("to", flat=True))


def test_two_workers_at_once_share_the_work(filled: Installation, inbox: Inbox, settings) -> None:
    addresses = written()
    processes = [worker(filled, settings) for _ in range(2)]
    assert [process.wait(timeout=120) for process in processes] == [0, 0]
    assert inbox.addresses == addresses
