"""What a folder must hold true beyond the shape of its files."""

from __future__ import annotations

from samspill.common.open_format.faults import Faults
from samspill.common.open_format.folder import Folder
from samspill.common.open_format.kinds import PARTNERSHIP
from samspill.exchange.identity import check_texts
from samspill.exchange.kinds import kinds
from samspill.exchange.periods import check_periods


def check_folder(folder: Folder, texts: dict[str, str], faults: Faults) -> None:
    """Adds every fault of a folder that could be read."""
    check_texts(texts, faults)
    check_periods(folder, faults)
    for kind in (PARTNERSHIP, *kinds()):
        if kind.check:
            kind.check(folder, faults)
