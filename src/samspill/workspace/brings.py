"""The signed-in pages that are about everything; see ``common/house.py``."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from samspill.common.house import Addresses, Brings, MenuEntry, Panel
from samspill.common.permissions import OPERATOR, SECRETARIAT
from samspill.workspace import panels

BRINGS = Brings(
    work=[Addresses("", "samspill.workspace.urls")],
    panels=[
        Panel(
            "work:home",
            "workspace/panels/for_the_secretariat.html",
            panels.for_the_secretariat,
            (),
            15,
            kept_for=None,
        ),
        Panel(
            "work:home",
            "workspace/panels/for_the_operator.html",
            panels.for_the_operator,
            (),
            5,
            kept_for=None,
        ),
    ],
    menu=[
        MenuEntry(
            _("Operation"),
            "work:installation",
            order=5,
            question=_("Whether everything runs, and what somebody must do"),
            roles=(OPERATOR,),
        ),
        MenuEntry(
            _("Needs attention"),
            "work:attention",
            order=10,
            question=_("Late, without an owner, vacant seats"),
            roles=(SECRETARIAT,),
        ),
        MenuEntry(
            _("Registers"),
            "work:registers",
            order=80,
            question=_("Everything that is entered, by type"),
            roles=(SECRETARIAT, OPERATOR),
        ),
        MenuEntry(
            _("Log"),
            "work:log",
            order=90,
            question=_("Who changed what, and when"),
            roles=(SECRETARIAT,),
        ),
    ],
)
