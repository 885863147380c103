"""What goes with a report: files, as they were sent."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_scopes import scopes_disabled

from samspill.commitments import rules
from samspill.commitments.models.ledger import StatusReport
from samspill.common.files import storing
from samspill.common.files.kinds import LONGEST_NAME
from samspill.common.models import Scoped, scoped_manager

FOLDER = "reports"
"""Where under MEDIA_ROOT the files lie."""
MOST = 5
"""How many files go with one report."""


class ReportFile(Scoped):
    """A file that an owner sent with a report. Append-only, as the report is.

    ``stored_as`` is what it is called on the disk, and says nothing of it. Reports of one
    helsefellesskap that carry the same content share one file there.
    """

    report = models.ForeignKey(
        StatusReport, on_delete=models.PROTECT, related_name="files", db_index=False
    )
    name = models.CharField(_("Name"), max_length=LONGEST_NAME)
    size = models.PositiveIntegerField()
    media_type = models.CharField(max_length=100)
    sha256 = models.CharField(max_length=64)
    stored_as = models.CharField(max_length=32)
    at = models.DateTimeField(default=timezone.now)

    permissions = rules.OF_A_REPORT

    objects = scoped_manager(models.QuerySet)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "sha256"], name="commitments_file_once_in_a_report"
            ),
            models.CheckConstraint(
                condition=models.Q(stored_as__regex=r"^[0-9a-f]{32}$"),
                name="commitments_file_stored_by_no_path",
            ),
        ]
        indexes = [
            models.Index(fields=["partnership", "sha256"], name="commitments_file_content"),
            models.Index(fields=["stored_as"], name="commitments_file_stored"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def path(self) -> Path:
        """Where it lies."""
        return storing.path_of(FOLDER, self.stored_as)


def _named(names: Collection[str]) -> set[str]:
    with scopes_disabled():
        found = ReportFile.objects.filter(stored_as__in=names)
        return set(found.values_list("stored_as", flat=True))


storing.register(FOLDER, _named)
