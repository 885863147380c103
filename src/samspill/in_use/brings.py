"""Routines to be taken into use; see ``common/house.py``."""

from django.utils.translation import gettext_lazy as _

from samspill.common.house import Addresses, Brings
from samspill.in_use.models import (
    OwedRoutine,
)
from samspill.in_use.owed import PROCESS

BRINGS = Brings(
    work=[Addresses("rutiner-i-bruk/", "samspill.in_use.urls")],
    processes=[PROCESS],
    named={OwedRoutine: _("Routines that a party is asked to take into use")},
    not_found=[
        OwedRoutine,
    ],
)
