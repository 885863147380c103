"""The kinds of record of commitments that the secretariat keeps; see ``common/registers.py``."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from samspill.commitments.models import Escalation, LegendStatus, StatusLegend
from samspill.common.registers import Register

REGISTERS = (
    Register(
        "statusskalaer",
        StatusLegend,
        _("legend"),
        _("Status legends"),
        ("slug", "name", "about"),
        ("name", "about"),
        about=_("The statuses that are reported with, each mapped to one common scale."),
        shelf="followed",
    ),
    Register(
        "statuser",
        LegendStatus,
        _("status"),
        _("Statuses"),
        ("slug", "label", "order", "scale", "needs_reason", "closes", "on_time"),
        ("label", "scale"),
        parent="legend",
    ),
    Register(
        "varsling",
        Escalation,
        _("rule of escalation"),
        _("Rules of escalation"),
        ("process", "days_late", "to", "body"),
        ("process", "days_late", "to"),
        about=_("Who else is told when something is so many days late."),
        shelf="followed",
    ),
)
