"""The signed-in pages that are about everything; see ``common/house.py``."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from samspill.common.house import Addresses, Brings, MenuEntry
from samspill.common.permissions import SECRETARIAT

BRINGS = Brings(
    work=[Addresses("", "samspill.workspace.urls")],
    menu=[
        MenuEntry(_("Needs attention"), "work:attention", order=10, roles=(SECRETARIAT,)),
        MenuEntry(_("Registers"), "work:registers", order=80),
        MenuEntry(_("Log"), "work:log", order=90, roles=(SECRETARIAT,)),
    ],
)
