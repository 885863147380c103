"""Documents: one edition in force at a time, provisions numbered once, succession, coverage."""

from __future__ import annotations

import datetime

from samspill.bodies.open_format.types import Body
from samspill.common.open_format.cycles import complain_about_cycles
from samspill.common.open_format.faults import Faults, nearest
from samspill.common.open_format.folder import Folder
from samspill.common.open_format.periods import one_at_a_time
from samspill.common.open_format.types import Source
from samspill.documents.open_format.deciding import holds_some_time
from samspill.documents.open_format.law import shipped
from samspill.documents.open_format.types import Assessment, Document, Edition, Statute


def check_statutes(folder: Folder, faults: Faults) -> None:
    """Adds the faults of the points of statutes."""
    for statute in folder.every(Statute):
        if not (statute.name and statute.short_name):
            told = f"statute «{statute.id}»: name and short_name must be given"
            faults.error(statute.where, told, nearest(statute.id, shipped("nb")))
        one_at_a_time(statute.requirements, lambda r: r.number, "requirements", faults)
        for assessment in statute.assessments:
            _check_who_judged(assessment, folder.every(Body), faults)


def _check_who_judged(assessment: Assessment, bodies: list[Body], faults: Faults) -> None:
    named = assessment.by.casefold()
    called = [one for one in bodies if named in {one.name.casefold(), one.short_name.casefold()}]
    there = [one for one in called if _was_there(one, assessment.on)]
    if called and not there:
        faults.error(
            assessment.where,
            f"«{assessment.by}» did not exist on {assessment.on}",
            "name the body that judged, or the day on which it did",
        )


def _was_there(body: Body, on: datetime.date) -> bool:
    return (body.valid_from or on) <= on <= (body.valid_to or on)


def check_documents(folder: Folder, faults: Faults) -> None:
    """Adds the faults of the documents."""
    documents = folder.every(Document)
    parents = {d.id: ([d.parent] if d.parent else [], d.where) for d in documents}
    complain_about_cycles(parents, "parent", faults)
    complain_about_cycles(
        {d.id: ([p.document for p in d.predecessors], d.where) for d in documents},
        "predecessors",
        faults,
    )
    numbers = {s.id: {r.number for r in s.requirements} for s in folder.every(Statute)}
    years = {source.id: source.year for source in folder.every(Source)}
    for document in documents:
        in_force = [edition for edition in document.editions if holds_some_time(edition)]
        one_at_a_time(
            in_force,
            lambda e: None,
            "editions in force",
            faults,
            days=lambda e: e.known(years.get(e.source)),
        )
        one_at_a_time(document.responsible, lambda r: r.body, "responsibilities of a body", faults)
        one_at_a_time(document.parties, lambda p: p.party, "entries of a party", faults)
        for edition in document.editions:
            _check_edition(edition, faults)
        for coverage in document.covers:
            known = numbers.get(coverage.statute, set())
            if known and coverage.number not in known:
                faults.error(
                    coverage.where,
                    f"{coverage.statute} has no point {coverage.number}",
                    f"one of {', '.join(map(str, sorted(known)))}",
                )
        _check_status(document, faults)


def _check_edition(edition: Edition, faults: Faults) -> None:
    has_words = bool(edition.preamble or edition.provisions)
    if edition.text == "entered" and not has_words:
        faults.error(edition.where, "the file has no text", "write it, or say text: not_entered")
    if edition.text == "not_entered" and has_words:
        faults.error(edition.where, "text is not_entered, yet there is text", "leave out text:")
    if edition.hearing_from and edition.hearing_to and edition.hearing_from > edition.hearing_to:
        faults.error(edition.where, "hearing_from is after hearing_to", "turn them round")
    numbers: dict[str, str] = {}
    for text in edition.provisions:
        if text.number and text.number in numbers:
            faults.error(
                text.where,
                f"the number {text.number} stands twice",
                f"give it another; the first is at {numbers[text.number]}",
            )
        numbers.setdefault(text.number, str(text.where))


def _check_status(document: Document, faults: Faults) -> None:
    current = [edition for edition in document.editions if edition.status == "in_force"]
    if len(current) > 1:
        faults.error(
            current[1].where,
            "a second edition has the status in_force",
            f"let the earlier one be superseded; it is at {current[0].where}",
        )
