"""Routines to be taken into use; see ``common/house.py``."""

from django.utils.translation import gettext_lazy as _

from samspill.commitments.waiting import TEMPLATE
from samspill.common.house import Addresses, Brings, Panel
from samspill.in_use.models import (
    OwedRoutine,
)
from samspill.in_use.owed import PROCESS
from samspill.in_use.panels import read_unconfirmed, unconfirmed

BRINGS = Brings(
    work=[Addresses("rutiner-i-bruk/", "samspill.in_use.urls")],
    panels=[
        Panel(
            "work:home:waits",
            TEMPLATE,
            unconfirmed,
            ("commitments", "documents"),
            20,
            kept_for=("roles",),
            reads=read_unconfirmed,
        )
    ],
    processes=[PROCESS],
    named={OwedRoutine: _("Routines that a party is asked to take into use")},
    not_found=[
        OwedRoutine,
    ],
)
