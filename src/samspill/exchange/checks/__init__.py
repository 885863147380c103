"""What a folder must hold true beyond the shape of its files. One module for each subject."""

from __future__ import annotations

from samspill.exchange.checks import bodies, documents, identity, parties, periods, plans
from samspill.exchange.faults import Faults
from samspill.exchange.reading import Folder


def check_folder(folder: Folder, texts: dict[str, str], faults: Faults) -> None:
    """Adds every fault of a folder that could be read."""
    identity.check_texts(texts, faults)
    periods.check(folder, faults)
    parties.check(folder, faults)
    bodies.check(folder, faults)
    documents.check(folder, faults)
    plans.check(folder, faults)
