"""Reminder runs in processes of their own: two at once, and killed in the middle."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections import Counter

import pytest
from django_scopes import scope

from samspill.commitments.actions import Owes, Wanted, open_many
from samspill.commitments.due import Due
from samspill.commitments.models import ReminderChoice
from samspill.common.actors import program
from samspill.common.models import Partnership, today
from samspill.documents.models import Edition
from samspill.in_use.owed import PROCESS
from samspill.mail.actions import send_waiting
from samspill.mail.models import Message
from samspill.parties.models import Assignment, Party, Person
from tests.mail.conftest import Inbox
from tests.operations.installations import Installation

pytestmark = pytest.mark.server

PEOPLE = 40
REMIND = (
    "import django; django.setup();"
    "from samspill.common.models import today;"
    "from samspill.commitments.reminding import remind; print(remind(today()))"
)


def run(installation: Installation) -> subprocess.Popen[bytes]:
    environment = {
        **installation.environment(),
        "DJANGO_SETTINGS_MODULE": "samspill.settings.local",
    }
    return subprocess.Popen([sys.executable, "-c", REMIND], env=environment, stdout=subprocess.PIPE)


def owing() -> set[str]:
    """Forty people who each answer for a party that owes something today."""
    partnership = Partnership.objects.get(slug="eksempel")
    with scope(partnership=partnership):
        parties = list(Party.objects.all())
        addresses = set()
        for number in range(PEOPLE):
            address = f"p{number:02}@example.no"
            person = Person.objects.create(
                partnership=partnership, slug=f"p{number}", name=f"P {number}", email=address
            )
            Assignment.objects.create(
                partnership=partnership, person=person, kind="contact",
                party=parties[number % len(parties)],
            )  # fmt: skip
            ReminderChoice.objects.create(
                partnership=partnership, person=person, pace=ReminderChoice.Pace.AT_ONCE
            )
            addresses.add(address)
        edition = Edition.objects.all()[0]
        wanted = [
            Wanted(
                process=PROCESS.slug, thing=edition, title="Svar på runden",
                owners=[Owes(party=party)], due=Due.date(today()),
            )
            for party in parties
        ]  # fmt: skip
        open_many(by=program("test"), partnership=partnership, wanted=wanted)
    return addresses


def told() -> Counter[str]:
    return Counter(
        Message.objects.filter(subject__contains="Svar på runden").values_list("to", flat=True)
    )


def test_two_runs_at_once_write_each_letter_once(filled: Installation) -> None:
    addresses = owing()
    runs = [run(filled) for _ in range(2)]
    for one in runs:
        one.communicate(timeout=120)
        assert one.returncode == 0
    assert told() == Counter(addresses)


def test_a_run_that_is_killed_goes_on_where_it_stopped(filled: Installation, inbox: Inbox) -> None:
    addresses = owing()
    for kill in range(4):
        one = run(filled)
        deadline = time.monotonic() + 60
        while one.poll() is None and not told() and time.monotonic() < deadline:
            time.sleep(0.01)
        time.sleep(0.01 * kill)
        one.send_signal(signal.SIGKILL)
        one.communicate()
    last = run(filled)
    last.communicate(timeout=120)
    assert last.returncode == 0
    assert told() == Counter(addresses)
    while send_waiting():
        pass
    came = Counter(to for to, mail in inbox.taken if "Svar på runden" in mail["Subject"])
    assert came == Counter(addresses)
