"""Routines to be taken into use; see ``common/house.py``."""

from samspill.common.house import Addresses, Brings
from samspill.in_use.owed import PROCESS

BRINGS = Brings(
    work=[Addresses("rutiner-i-bruk/", "samspill.in_use.urls")],
    processes=[PROCESS],
)
