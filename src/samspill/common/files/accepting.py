"""A file that was sent is looked at before anything is done with it; a refusal says what to do."""

from __future__ import annotations

import hashlib
import os
import unicodedata
from dataclasses import dataclass
from typing import IO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from samspill.common.files.kinds import (
    ENDINGS,
    KINDS,
    LARGEST,
    LONGEST_NAME,
    MEGABYTE,
    WITH_MACROS,
    FileKind,
    HasMacros,
    IsProtected,
)
from samspill.common.identity import holds_identity_number

HIDDEN = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
"""Characters that show nothing, or turn the reading of a name round (Unicode, 4.5)."""


@dataclass(frozen=True)
class Accepted:
    """A file that may be kept; made by :func:`accept` alone.

    Attributes:
        name: what the sender called it, without a path and without hidden characters.
        size: in bytes.
        sha256: of the content, as 64 hexadecimal digits.
        stored_as: its name on the disk, where it lies there already.
    """

    name: str
    size: int
    media_type: str
    sha256: str
    content: IO[bytes]
    stored_as: str = ""


def accept(name: str, content: IO[bytes]) -> Accepted:
    """Looks at a file's name and content.

    Args:
        name: as it was sent.
        content: can be read again from its beginning.

    Raises:
        ValidationError: it is empty, too large or of a kind that is not taken, holds macros, is
            protected, or its name is too long or holds a national identity number.
    """
    name = plain_name(name)
    if len(name) > LONGEST_NAME:
        raise ValidationError(
            _("The name «%(start)s …» is too long: at most %(most)d characters. Give the file a "
              "shorter name.") % {"start": name[:40], "most": LONGEST_NAME}
        )  # fmt: skip
    if holds_identity_number(name):
        raise ValidationError(
            _("The name of a file holds a national identity number. Give the file another name.")
        )
    kind = _kind_of(name)
    size = content.seek(0, os.SEEK_END)
    if size == 0:
        raise ValidationError(_("«%(name)s» is empty.") % {"name": name})
    if size > LARGEST:
        raise ValidationError(
            _("«%(name)s» is %(size)s MB. A file may be %(limit)d MB at most.")
            % {"name": name, "size": f"{size / MEGABYTE:.1f}", "limit": LARGEST // MEGABYTE}
        )
    _require_content(name, kind, content)
    content.seek(0)
    digest = hashlib.file_digest(content, "sha256").hexdigest()  # type: ignore[arg-type]
    return Accepted(name, size, kind.media_type, digest, content)


def plain_name(name: str) -> str:
    """A sent name without a path, and without what cannot be seen in it."""
    last = name.replace("\\", "/").rpartition("/")[2]
    seen = "".join(
        letter
        for letter in unicodedata.normalize("NFC", last)
        if unicodedata.category(letter) not in HIDDEN
    )
    return seen.strip()


def _kind_of(name: str) -> FileKind:
    small = name.lower()
    if small.endswith(WITH_MACROS):
        raise _with_macros(name)
    for kind in KINDS:
        if small.endswith(kind.endings) and small not in kind.endings:
            return kind
    raise ValidationError(
        _("«%(name)s» is of a kind that is not taken. Save it as one of these: %(endings)s.")
        % {"name": name, "endings": ", ".join(ENDINGS)}
    )


def _require_content(name: str, kind: FileKind, content: IO[bytes]) -> None:
    content.seek(0)
    try:
        is_one = kind.is_one(content)
    except HasMacros:
        raise _with_macros(name) from None
    except IsProtected:
        raise ValidationError(
            _("«%(name)s» has a password, or is of an old kind. Save it without a password as "
              "%(ending)s.") % {"name": name, "ending": kind.endings[0]}
        ) from None  # fmt: skip
    if not is_one:
        raise ValidationError(
            _("«%(name)s» is damaged, or holds something else than its name says. Open it and save "
              "it again as %(ending)s.") % {"name": name, "ending": kind.endings[0]}
        )  # fmt: skip


def _with_macros(name: str) -> ValidationError:
    return ValidationError(
        _("«%(name)s» holds macros or other programs, or may hold them. Save it without them.")
        % {"name": name}
    )
