"""The frame of a folder, as declarations; see ``kind``."""

from __future__ import annotations

from samspill.common.models import Partnership, Source
from samspill.common.open_format import types
from samspill.common.open_format.faults import Faults
from samspill.common.open_format.folder import Folder
from samspill.common.open_format.kind import RecordKind
from samspill.common.open_format.places import ListFile


def _check_hosts(folder: Folder, faults: Faults) -> None:
    for name in folder.partnership.hosts:
        if not name or "/" in name or ":" in name:
            faults.error(
                folder.partnership.where,
                f"«{name}» is no host name",
                "such as helsefellesskap.no",
            )


PARTNERSHIP = RecordKind(
    "partnership",
    Partnership,
    types.Partnership,
    ("slug",),
    renamed={"invented": "is_invented"},
    check=_check_hosts,
    not_exported={
        "content_version": "counts what has changed here",
        "versions": "counts what has changed here",
    },
)
"""The helsefellesskap itself, which everything else belongs to: no kind among the others."""

KINDS = [
    RecordKind("source", Source, types.Source, place=ListFile("sources.yaml", "sources")),
]
