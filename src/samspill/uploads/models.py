"""What was read from a workbook, kept between the report and the carrying out."""

from __future__ import annotations

import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone

from samspill.common.models import Scoped, scoped_manager
from samspill.uploads import rules

KEPT = datetime.timedelta(days=2)


def _expiry() -> datetime.datetime:
    return timezone.now() + KEPT


class UploadQuerySet(models.QuerySet):
    """Uploads, asked for in the field's words."""

    def waiting(self, about: str) -> Self:
        """Those of one kind that may still be carried out."""
        return self.filter(about=about, done_at=None, expires_at__gt=timezone.now())


class Upload(Scoped):
    """The rows of a workbook; never the file. The rows are forgotten when they are carried out.

    ``digest`` is that of the file (SHA-256), so that the audit trail says which one it was.
    """

    about = models.CharField(max_length=60, help_text="What the rows are for.")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    file_name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    content = models.JSONField(default=dict)
    at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(default=_expiry)
    done_at = models.DateTimeField(null=True, blank=True)
    added = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)

    permissions = rules.UPLOAD
    concern = ""

    objects = scoped_manager(UploadQuerySet)

    class Meta:
        ordering = ["-at"]
        indexes = [models.Index(fields=["expires_at"], name="uploads_expiry")]

    def __str__(self) -> str:
        return self.file_name

    def carried_out(self, added: int, changed: int) -> None:
        """Notes that it is done, and forgets the rows; does not save."""
        self.content, self.done_at = {}, timezone.now()
        self.added, self.changed = added, changed
