"""How the installation stands: what runs, what waits, what is kept, and what somebody must do."""

from __future__ import annotations

import datetime
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import Count, Min, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django_scopes import scopes_disabled

from samspill.bodies.models import Body
from samspill.common.addresses import path
from samspill.common.models import AuditEntry, Partnership
from samspill.documents.models import Document
from samspill.jobs.standing import WorkStanding
from samspill.mail.models import Message
from samspill.operations import records
from samspill.operations.checks.data import BACKUP_OLD
from samspill.operations.checks.folders import LITTLE
from samspill.parties.models import Party, Person

GIGABYTE = 2**30
LOADS = 8
COUNTED: dict[str, Any] = {"parties": Party, "bodies": Body, "documents": Document}


@dataclass(frozen=True)
class Task:
    """Something that somebody must do: what is wrong, and what to do, or the command to give."""

    said: str
    act: str = ""
    command: str = ""


@dataclass(frozen=True)
class HeldPartnership:
    """A helsefellesskap that this installation holds, with how much is entered in it."""

    name: str
    url: str
    parties: int
    bodies: int
    documents: int
    users: int
    unsent: int
    outbox: str


def newest_backup() -> datetime.datetime | None:
    """When the newest was made that ``samspill backup`` made here."""
    made = [datetime.datetime.fromisoformat(entry["taken_at"]) for entry in records.read()]
    return max(made, default=None)


def free_bytes() -> int | None:
    """Room on the disk that holds the uploaded files; None where it cannot be asked."""
    place = Path(settings.SAMSPILL_HOME)
    try:
        return shutil.disk_usage(place).free
    except OSError:
        return None


def letters() -> dict[str, Any]:
    """What the outbox holds of all helsefellesskap, and of none."""
    state, day = Message.State, timezone.now() - datetime.timedelta(days=1)
    return Message.objects.aggregate(
        waiting=Count("pk", filter=Q(state__in=[state.WAITING, state.SENDING])),
        oldest=Min("written_at", filter=Q(state=state.WAITING)),
        refused=Count("pk", filter=Q(state__in=[state.REFUSED, state.UNCERTAIN])),
        sent=Count("pk", filter=Q(sent_at__gte=day)),
    )


@scopes_disabled()
def held() -> list[HeldPartnership]:
    """Every helsefellesskap, in one statement."""
    counts = {name: _of_each(model.objects.all()) for name, model in COUNTED.items()}
    unsent = Message.objects.filter(state__in=[Message.State.REFUSED, Message.State.UNCERTAIN])
    found = Partnership.objects.order_by("name").annotate(
        **counts,
        users=_of_each(Person.objects.exclude(user=None)),
        unsent=_of_each(unsent),
    )
    return [
        HeldPartnership(
            name=one.name,
            url=path(one, "work:home"),
            outbox=path(one, "work:mail:outbox"),
            **{name: getattr(one, name) or 0 for name in (*counts, "users", "unsent")},
        )
        for one in found
    ]


def _of_each(rows: QuerySet) -> Subquery:
    mine = rows.filter(partnership=OuterRef("pk")).order_by().values("partnership")
    return Subquery(mine.annotate(n=Count("pk")).values("n"))


@scopes_disabled()
def loads() -> list[AuditEntry]:
    """The last times that a folder was loaded."""
    found = AuditEntry.objects.filter(action="load").select_related("partnership")
    return list(found.order_by("-pk")[:LOADS])


def tasks(work: WorkStanding, mail: dict[str, Any]) -> Iterator[Task]:
    """What is wrong, the worst first."""
    now = timezone.now()
    if not work.workers:
        yield Task(
            _("Nothing runs by itself: no mail is sent, nobody is reminded."),
            command="systemctl restart samspill",
        )
    elif work.is_late:
        yield Task(
            _("Something that runs by itself has waited too long."),
            command="journalctl -u samspill",
        )
    if work.failed:
        said = _("Failed and given up in the last week: %(names)s.")
        yield Task(
            said % {"names": ", ".join(sorted(work.failed))}, command="journalctl -u samspill"
        )
    free = free_bytes()
    if free is not None and free < LITTLE:
        yield Task(
            _("The disk has %(free)s GB left.") % {"free": f"{free / GIGABYTE:.1f}"},
            _("Free some, or move to a larger disk, before it is full."),
        )
    backup = newest_backup()
    if backup is None:
        yield Task(_("No backup has been made here."), command="samspill backup")
    elif now - backup > BACKUP_OLD:
        yield Task(
            _("The newest backup is of %(day)s.")
            % {"day": date_format(timezone.localtime(backup), "j. F Y H.i")},
            command="samspill backup",
        )
    if mail["oldest"] and now - mail["oldest"] > datetime.timedelta(hours=1):
        yield Task(_("A letter has waited for more than an hour."), command="samspill doctor")
