"""Meetings published to eInnsyn, and published again without doubling.

Each thing is asked for by our own ``systemId`` first: what is not there is made, what differs is
changed, and what anyone may not read any longer is taken away.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from samspill.archive.einnsyn import (
    Fields,
    case_of,
    decision_of,
    folder_of,
    lone_case,
    lone_identity,
    papers_of,
)
from samspill.archive.server import InnsynServer
from samspill.archive.what import of_meeting
from samspill.cases.models import AgendaItem, Case, Meeting
from samspill.cases.papers import Reader, gathered
from samspill.cases.states import CaseState

MADE, CHANGED, SAME, REMOVED = "made", "changed", "same", "removed"
WITHIN = ("vedtakstekst", "behandlingsprotokoll", "innstilling")
"""Texts that are things of their own there: changed at their own address."""


def publish(server: InnsynServer, arkivdel: str, meeting: Meeting) -> Counter[str]:
    """A meeting, as anyone may read it.

    Args:
        arkivdel: the part of the archive that it lies in there.

    Raises:
        NotAnswered: the server refused something; what was written before it stays, and a new try
            goes on from there.
    """
    done: Counter[str] = Counter()
    reader = Reader(meeting.is_agenda_open, meeting.are_minutes_open, all=False)
    of = gathered(meeting, reader)
    folder = f"/moetemappe/{of_meeting(meeting)}"
    if not reader.agenda:
        _gone(server, [folder], done)
        return done
    _put(server, folder, f"/arkivdel/{arkivdel}/moetemappe", folder_of(of), done)
    for item in of.items:
        at = f"/moetesak/{of_meeting(meeting, item.slug)}"
        _put(server, at, f"{folder}/moetesak", case_of(item, of), done)
        decision = decision_of(item, of)
        there = f"/vedtak/{of_meeting(meeting, item.slug, 'decision')}"
        if decision is None:
            _gone(server, [there], done)
        else:
            _put(server, there, f"{at}/vedtak", decision, done)
        if item.case is not None:
            _gone(server, [f"/moetesak/{lone_identity(item.case)}"], done)
    for paper in papers_of(of):
        at = f"/moetedokument/{paper['systemId']}"
        _put(server, at, f"{folder}/moetedokument", paper, done)
    shown = {one.pk for one in of.items}
    every = AgendaItem.objects.filter(meeting=meeting).exclude(pk__in=shown)
    _gone(server, (f"/moetesak/{of_meeting(meeting, one.slug)}" for one in every), done)
    return done


def publish_lone(server: InnsynServer) -> Counter[str]:
    """The cases that are on their way and on no agenda yet."""
    done: Counter[str] = Counter()
    for case in Case.objects.filter(items=None).select_related("body", "partnership"):
        at = f"/moetesak/{lone_identity(case)}"
        if case.is_open and case.state == CaseState.ACCEPTED:
            _put(server, at, "/moetesak", lone_case(case), done)
        else:
            _gone(server, [at], done)
    return done


def _put(server: InnsynServer, at: str, into: str, fields: Fields, done: Counter[str]) -> None:
    """Makes or changes one thing; the texts within it are changed at their own address."""
    there = server.get(at)
    if there is None:
        server.post(into, fields)
        done[MADE] += 1
        return
    own = {name: value for name, value in fields.items() if name not in (*WITHIN, "systemId")}
    own = {name: value for name, value in own.items() if not isinstance(value, list)}
    changed = {name: value for name, value in own.items() if not _same(there.get(name), value)}
    if changed:
        server.patch(at, changed)
    done[CHANGED if changed else SAME] += 1
    for name in WITHIN:
        if name in fields:
            _put_text(server, at, name, fields[name], done)


def _put_text(server: InnsynServer, at: str, name: str, text: Fields, done: Counter[str]) -> None:
    kind = "behandlingsprotokoll" if name == "behandlingsprotokoll" else "moetesaksbeskrivelse"
    there = server.get(f"/{kind}/{text['systemId']}")
    if there is None:
        server.patch(at, {name: text})
        done[CHANGED] += 1
    elif there.get("tekstInnhold") != text["tekstInnhold"]:
        server.patch(f"/{kind}/{text['systemId']}", {"tekstInnhold": text["tekstInnhold"]})
        done[CHANGED] += 1


def _same(there: Any, ours: Any) -> bool:
    return bool(there == ours)


def _gone(server: InnsynServer, addresses: Iterable[str], done: Counter[str]) -> None:
    """Takes away what is there and may not be any longer."""
    for at in addresses:
        if server.get(at) is not None:
            server.delete(at)
            done[REMOVED] += 1
