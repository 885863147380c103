"""Municipalities that merge, with all that moves; see ``common/house.py``."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from samspill.common.house import Addresses, Brings, Panel
from samspill.mergers import panels
from samspill.mergers.moving import MERGE

BRINGS = Brings(
    said={MERGE: _("Municipalities merged")},
    work=[Addresses("sammenslaing/", "samspill.mergers.urls")],
    panels=[
        Panel("work:register:parter", "mergers/panels/way.html", panels.way, (), kept_for=None)
    ],
)
