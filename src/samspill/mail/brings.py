"""The outbox; see ``common/house.py``."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from samspill.common.house import Addresses, Brings, MenuEntry
from samspill.common.permissions import OPERATOR, SECRETARIAT
from samspill.mail.models import Message

BRINGS = Brings(
    work=[Addresses("post/", "samspill.mail.urls")],
    menu=[
        MenuEntry(
            _("E-mail"),
            "work:mail:outbox",
            order=85,
            question=_("What was sent from here, and what did not arrive"),
            roles=(SECRETARIAT, OPERATOR),
        )
    ],
    said={"came back": _("Came back"), "send again": _("Sent again")},
    named={Message: _("E-mail sent from here")},
    not_exported={Message: "letters are sent once, from where they were written"},
)
