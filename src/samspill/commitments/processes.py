"""The processes that open commitments. Each makes itself known here; the ledger knows none."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, QuerySet
from django.utils.functional import Promise

from samspill.commitments.in_files import InFiles
from samspill.common.actors import Actor

Place = tuple[str, tuple[object, ...]]
"""The name of an address and its arguments."""
REMIND_ON = (-14, -3, 0, 7, 21)


def own_answer_page(commitment: Any) -> Place:
    """The ledger's own page for answering, for a process that has none."""
    return "work:commitments:answer", (commitment.pk,)


@dataclass(frozen=True)
class Process:
    """One kind of thing that is asked of owners, such as a measure or a hearing.

    Attributes:
        slug: its name in the ledger; it stays.
        label: what the reader calls it.
        about: the model (``OwedThing``) that ties each commitment to the thing that it is about.
        answer_place: where a commitment is answered.
        result_legend, work_legend: the legends of its commitments when the opener gives none.
        page: the address of the process's own page, with its name; the ledger's list leads there.
        one_press: the status that one press of a button reports, with the button's text; for
            what needs no more than a yes.
        remind_on: on which days from the due date its owners are reminded.
        may: who may open, move and close beside those whom the ledger's own rule lets: a
            function of the actor and the commitment.
        in_files: how its things are named in files; None where none of it is exported, which the
            app then says of ``about`` in ``not_exported`` of its brings.py.
        answered: told of each report, in its transaction.
        occasions: what reports were given on, such as a round, in words by the report's primary
            key.
        evidence: what speaks against commitments that are said to be done, on a date, in words by
            primary key; told beside the status, which stays as it is.
        within: rows of a commitment's primary key (``commitment``) that is asked about as part of
            something else now, such as a measure in an open round: it stands there, and not beside
            it in an inbox.
        inside: how much commitments hold that hold more than one thing, such as the answer to a
            round, on a date, in words by primary key.
        roles: rows of a commitment's primary key (``commitment``) and a role that its thing names,
            where it names roles that are in no party or body: someone is meant, who owes nothing.
    """

    slug: str
    label: str | Promise
    about: Any
    answer_place: Callable[[Any], Place] = own_answer_page
    result_legend: str = ""
    work_legend: str = ""
    page: tuple[str, str | Promise] | None = None
    one_press: tuple[str, str | Promise] | None = None
    remind_on: tuple[int, ...] = REMIND_ON
    may: Callable[[Actor, Any], bool] | None = None
    in_files: InFiles | None = None
    answered: Callable[[Any, Any, Actor], None] | None = None
    occasions: Callable[[Collection[Any]], dict[int, str]] | None = None
    evidence: Callable[[Collection[Any], datetime.date], dict[int, list[str]]] | None = None
    within: Callable[[], QuerySet] | None = None
    inside: Callable[[Collection[Any], datetime.date], dict[int, str]] | None = None
    roles: Callable[[], QuerySet] | None = None

    @property
    def exported(self) -> tuple[type[Model], ...]:
        """The models that files carry for it."""
        if self.in_files is None:
            return ()
        occasions = self.in_files.occasions
        return (self.about, *(occasions.models if occasions else ()))

    def why(self, commitment: Any) -> str:
        """Why something is owed, for a letter: what it is, and what it comes from."""
        return ", ".join(filter(None, [str(self.label), commitment.source_label]))


_processes: dict[str, Process] = {}


def register(process: Process) -> Process:
    """Makes a process known. A second one under the same name takes its place."""
    _processes[process.slug] = process
    return process


def process_of(slug: str) -> Process:
    """The process of that name; an unknown one, such as of an app taken out, is shown as it is."""
    return _processes.get(slug) or Process(slug, slug, None)


def is_known(slug: str) -> bool:
    """Whether a process of that name has made itself known."""
    return slug in _processes


def asked_within() -> list[QuerySet]:
    """What stands within something else that is asked; rows of ``commitment``."""
    return [one.within().values("commitment") for one in _processes.values() if one.within]


def inside_of(commitments: Collection[Any], date: datetime.date) -> dict[int, str]:
    """How much each of some commitments holds, in words by primary key, where it says so."""
    found: dict[int, str] = {}
    for slug in {one.process for one in commitments}:
        if inside := process_of(slug).inside:
            found |= inside([one for one in commitments if one.process == slug], date)
    return found


def in_files() -> dict[str, InFiles]:
    """How the things of each process stand in files, by its name; of those of which they do."""
    found = [(slug, one.in_files) for slug, one in _processes.items() if one.in_files]
    return dict(sorted(found, key=lambda pair: pair[1].called))


def all_processes() -> list[Process]:
    """Every process, by label."""
    return sorted(_processes.values(), key=lambda process: str(process.label))
