"""The open format; see ``common/house.py``."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from samspill.common.house import Brings

BRINGS = Brings(said={"load": _("Loaded from files")})
