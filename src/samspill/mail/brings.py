"""The outbox; see ``common/house.py``."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from samspill.common.house import Brings
from samspill.mail.models import Message

BRINGS = Brings(
    said={"send again": _("Sent again")},
    named={Message: _("E-mail sent from here")},
    not_exported={Message: "letters are sent once, from where they were written"},
)
