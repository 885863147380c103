"""Municipalities that merge, with all that moves; see ``common/house.py``."""

from __future__ import annotations

from samspill.common.house import Addresses, Brings, Panel
from samspill.mergers import panels

BRINGS = Brings(
    work=[Addresses("sammenslaing/", "samspill.mergers.urls")],
    panels=[
        Panel("work:register:parter", "mergers/panels/way.html", panels.way, (), kept_for=None)
    ],
)
