"""What every part of the house shares; see ``common/house.py``."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from samspill.common.house import Brings
from samspill.common.models import (
    AuditEntry,
    Partnership,
    Source,
    Submission,
    Unsaved,
)
from samspill.common.registers import Register, Shelf

BRINGS = Brings(
    shelves=[Shelf("decided", _("How things are decided"), order=50)],
    registers=[
        Register(
            "kilder",
            Source,
            _("source"),
            _("Sources"),
            ("slug", "title", "kind", "publisher", "year", "file", "url", "description"),
            ("title", "publisher", "year"),
            asked=("title", "publisher"),
            about=_("Documents that facts were taken from."),
            shelf="decided",
        ),
    ],
    kinds="samspill.common.open_format.kinds",
    said={
        "add": _("Added"),
        "change": _("Changed"),
        "end": _("Ended"),
        "remove": _("Removed"),
        "read": _("Read"),
        "undo": _("Undone"),
        "close": _("Closed"),
    },
    named={
        Partnership: _("The helsefellesskap itself"),
        AuditEntry: _("The log"),
        Submission: _("Forms that were sent, so that none is saved twice"),
        Unsaved: _("What one is typing in a form and has not saved"),
    },
    not_exported={
        AuditEntry: "tells what was done here; a backup has it",
        Submission: "keeps a form from being saved twice, for a day",
        Unsaved: "its writer's alone",
    },
    not_found=[
        Partnership,
        Source,
    ],
)
