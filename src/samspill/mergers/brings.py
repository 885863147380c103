"""Municipalities that merge, with all that moves; see ``common/house.py``."""

from __future__ import annotations

from samspill.common.house import Addresses, Brings

BRINGS = Brings(work=[Addresses("sammenslaing/", "samspill.mergers.urls")])
