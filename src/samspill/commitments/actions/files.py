"""Files that go with a report: the same content is written once, each report has its own row."""

from __future__ import annotations

from collections.abc import Sequence

from samspill.commitments.models import ReportFile, StatusReport
from samspill.commitments.models.files import FOLDER
from samspill.common.files import storing
from samspill.common.files.accepting import Accepted


def attach(report: StatusReport, files: Sequence[Accepted]) -> list[ReportFile]:
    """Adds files to a report that has just been made, within its transaction.

    What the helsefellesskap has already is not written again; the same content twice in one report
    is one file. Whoever calls asks the rule, and stands within ``storing.kept_if_named``.
    """
    found = {one.sha256: one for one in reversed(files)}
    made = [
        ReportFile(
            partnership_id=report.partnership_id,
            report=report,
            name=one.name,
            size=one.size,
            media_type=one.media_type,
            sha256=one.sha256,
            stored_as=_there(report, one) or storing.write(FOLDER, one.content),
        )
        for one in reversed(found.values())
    ]
    return ReportFile.objects.bulk_create(made)


def _there(report: StatusReport, file: Accepted) -> str:
    """What the same content is stored as already, where it does lie there."""
    same = ReportFile.objects.filter(
        partnership=report.partnership_id, sha256=file.sha256, size=file.size
    ).first()
    return same.stored_as if same is not None and same.path.is_file() else ""
