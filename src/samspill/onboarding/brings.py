"""Filling a helsefellesskap in from a workbook; see ``common/house.py``."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from samspill.common.house import Addresses, Brings, Panel
from samspill.onboarding import panels

BRINGS = Brings(
    work=[Addresses("oppstart/", "samspill.onboarding.urls")],
    panels=[
        Panel(page, "onboarding/panels/way.html", panels.way, (), 80, kept_for=None)
        for page in ("work:home:beside", "work:registers")
    ],
    said={"onboard": _("Read from a spreadsheet")},
)
