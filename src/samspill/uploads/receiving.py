"""Keeping what was read from a workbook until somebody has said yes to it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import IO, Any

from django.core.exceptions import ValidationError
from django.utils import timezone

from samspill.common.work_request import WorkRequest
from samspill.common.workbooks.opening import Unreadable, require_name
from samspill.common.workbooks.rows import WorkbookReading
from samspill.uploads.models import Upload

Read = Callable[[IO[bytes], int], WorkbookReading]


def receive(request: WorkRequest, sent: Any, *, about: str, read: Read) -> Upload:
    """Reads the workbook that was sent, and keeps its rows; takes away old ones.

    Raises:
        ValidationError: it cannot be read; told at the form's ``file``.
    """
    try:
        require_name(sent.name or "")
        reading = read(sent.file, sent.size or 0)
    except Unreadable as unreadable:
        raise ValidationError({"file": str(unreadable)}) from unreadable
    sent.file.seek(0)
    Upload.objects.filter(expires_at__lte=timezone.now(), done_at=None).delete()
    return Upload.objects.create(
        partnership=request.partnership,
        about=about,
        user_id=request.actor.user or 0,
        file_name=sent.name[:200],
        digest=hashlib.file_digest(sent.file, "sha256").hexdigest(),
        content=reading.as_json(),
    )
