"""What was read from a workbook and waits; see ``common/house.py``."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from samspill.common.house import Brings
from samspill.uploads.models import Upload

BRINGS = Brings(
    named={Upload: _("What was read from a spreadsheet and is not carried out yet")},
    not_exported={Upload: "waits two days to be carried out"},
)
