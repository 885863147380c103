"""Filling a helsefellesskap in from a workbook; see ``common/house.py``."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from samspill.common.house import Addresses, Brings

BRINGS = Brings(
    work=[Addresses("oppstart/", "samspill.onboarding.urls")],
    said={"onboard": _("Read from a spreadsheet")},
)
