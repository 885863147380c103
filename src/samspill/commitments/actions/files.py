"""Files that go with a report: the same content is written once, each report has its own row.

What should never have been sent is taken away: from the disk, and its name with it.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils.translation import gettext as _

from samspill.commitments.models import ReportFile, StatusReport
from samspill.commitments.models.files import FOLDER
from samspill.common import audit, content
from samspill.common.actors import Actor
from samspill.common.files import storing
from samspill.common.files.accepting import Accepted
from samspill.common.permissions import require, which


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
            stored_as=_there(report, one) or one.stored_as or storing.write(FOLDER, one.content),
        )
        for one in reversed(found.values())
    ]
    return ReportFile.objects.bulk_create(made)


@transaction.atomic
def take_away(*, by: Actor, file: ReportFile, reason: str) -> int:
    """Takes a file away that should never have been sent, from every report that carries it.

    Only those that the actor may take it from. The audit trail keeps that it was done and why, and
    neither name nor content: they may be what it was that nobody should see (personvernforordningen
    art. 5 (1) c and art. 17). Backups from before still hold it.

    Returns:
        from how many reports.

    Raises:
        NotAllowed: neither the secretariat nor whoever answers for an owner.
        ValidationError: no reason is given.
    """
    require(by, "take away", file)
    if not reason.strip():
        raise ValidationError({"reason": _("Say why, without telling what it was.")})
    same = ReportFile.objects.filter(sha256=file.sha256, size=file.size)
    found = list(which(by, same, "take away").select_related("report__commitment"))
    names = {one.stored_as for one in found}
    for one in found:
        audit.record_change(
            by=by, action="take file away", about=one.report.commitment, reason=reason,
            detail={"report": one.report_id},
        )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('samspill.taking_away', 'on', true)")
        ReportFile.objects.filter(pk__in=[one.pk for one in found]).delete()
        cursor.execute("SELECT set_config('samspill.taking_away', '', true)")
    content.changed(file.partnership_id, only=[ReportFile])
    transaction.on_commit(lambda: storing.remove_unnamed(FOLDER, names))
    return len(found)


def _there(report: StatusReport, file: Accepted) -> str:
    """What the same content is stored as already, where it does lie there."""
    same = ReportFile.objects.filter(
        partnership=report.partnership_id, sha256=file.sha256, size=file.size
    ).first()
    return same.stored_as if same is not None and same.path.is_file() else ""
