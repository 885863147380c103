"""The parties of a document that are written in short."""

from __future__ import annotations

from collections.abc import Iterator

from samspill.common.open_format.faults import Faults
from samspill.common.open_format.folder import Folder
from samspill.common.open_format.periods import Days, common_days
from samspill.documents.open_format.types import BoundParty, Document
from samspill.parties.open_format.types import Party


def write_out_parties(folder: Folder, faults: Faults) -> None:
    """Replaces ``all`` by the parties that it stands for, those of a document above first."""
    documents = {document.id: document for document in folder.every(Document)}
    done: set[str] = set()
    for document in documents.values():
        _write_out(document, documents, folder, faults, done)


def _write_out(
    document: Document,
    documents: dict[str, Document],
    folder: Folder,
    faults: Faults,
    done: set[str],
) -> None:
    if document.id in done:
        return
    done.add(document.id)
    above = documents.get(document.parent or "")
    if above:
        _write_out(above, documents, folder, faults, done)
    by_itself = {bound.party for bound in document.parties}
    parties: list[BoundParty] = []
    for bound in document.parties:
        if bound.all is None:
            parties.append(bound)
        elif bound.all == "as_parent" and not document.parent:
            faults.error(bound.where, "parties as_parent, and no parent is given", "name it")
        else:
            found = _members(folder) if bound.all == "members" else _bound(above)
            for party, days in found:
                shared = common_days(document, bound, days)
                if shared and party not in by_itself:
                    parties.append(_one_of(bound, party, shared))
    document.parties = parties


def _members(folder: Folder) -> Iterator[tuple[str, Days]]:
    for party in folder.every(Party):
        for spell in party.participation:
            if spell.capacity == "member" and (days := common_days(party, spell)):
                yield party.id, days


def _bound(above: Document | None) -> Iterator[tuple[str, Days]]:
    for bound in above.parties if above else []:
        yield bound.party, Days(bound.valid_from, bound.valid_to)


def _one_of(bound: BoundParty, party: str, days: Days) -> BoundParty:
    one = bound.model_copy()
    one.party, one.all = party, None
    one.valid_from, one.valid_to = days.valid_from, days.valid_to
    return one
