"""Paragraphs that are exempt from public access, in a text of which the rest is open.

A writer puts a line before them and a line after them::

    ::: unntatt offl. § 13
    What only those who treat the case may read.
    :::

What anyone may read has the statute in their place (offentleglova § 12: the rest of the document is
open). Whatever is unclear is closed: an opening without its end hides all that follows, and a line
that begins so with any other word is read as an opening. The database has the same rule as
``samspill_published``; a test holds the two against each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

MARK = ":::"
HOW = gettext_lazy(
    "Paragraphs that are exempt: put ::: unntatt offl. § 13 on a line before them, and ::: on a "
    "line after them. What anyone may read has the statute in their place."
)
"""The hint at a text that may hold such paragraphs."""
SPACES = (
    r" \t\u000b\u000c\u001c-\u001f\u0085\u00a0\u00ad\u1680\u180e\u2000-\u200f\u2028-\u202f"
    r"\u205f-\u2064\u3000\ufeff"
)
"""What nobody sees in front of a mark; the database has the same list."""
_LINE = re.compile(rf"^[{SPACES}>*+0-9.)-]*:{{3,}}(?P<words>.*)$")
_WORD = re.compile(rf"^[{SPACES}]*unntatt(?![^\W_])[{SPACES}:,]*", re.IGNORECASE)


@dataclass
class TextPart:
    """Lines that stand together: open, or exempt by ``statute``."""

    is_exempt: bool = False
    statute: str = ""
    lines: list[str] = field(default_factory=list)
    is_closed: bool = True


def parts(text: str) -> Iterator[TextPart]:
    """The text in parts that are open and parts that are exempt, in order."""
    part = TextPart()
    for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        found = _LINE.match(line)
        words = found["words"].strip(" \t") if found else ""
        if part.is_exempt:
            if found and not words:
                part.is_closed = True
                yield part
                part = TextPart()
            else:
                part.lines.append(line)
        elif words:
            yield part
            part = TextPart(is_exempt=True, statute=_WORD.sub("", words), is_closed=False)
        elif not found:
            part.lines.append(line)
    yield part


def published(text: str) -> str:
    """The text as anyone may read it: the statute in place of what is exempt by it."""
    if MARK not in text:
        return text
    shown = []
    for part in parts(text):
        shown += ["", f"**{_instead(part)}**", ""] if part.is_exempt else part.lines
    return "\n".join(shown)


def whole(text: str) -> str:
    """The text for those who may read all of it: what is exempt is marked, and set apart."""
    if MARK not in text:
        return text
    shown = []
    for part in parts(text):
        if part.is_exempt:
            quoted = [f"> {line}" for line in part.lines]
            shown += ["", f"> **{_instead(part)}**", ">", *quoted, ""]
        else:
            shown += part.lines
    return "\n".join(shown)


def _instead(part: TextPart) -> str:
    """What stands in the place of what is exempt."""
    if not part.statute:
        return _("Exempt from public access")
    return _("Exempt from public access, %(statute)s") % {"statute": part.statute}


def require_marks(text: str) -> None:
    """Raises:
    ValidationError: an opening has no end or names no statute, or a mark stands within a line.
    """
    if MARK not in text:
        return
    for part in parts(text):
        if part.is_exempt and not part.is_closed:
            raise ValidationError(
                _("What is exempt by «%(statute)s» has no end. Put ::: on a line of its own after "
                  "it.") % {"statute": part.statute}
            )  # fmt: skip
        if part.is_exempt and not re.search(r"\d", part.statute):
            raise ValidationError(
                _("Name the statute that it is exempt by, such as ::: unntatt offl. § 13.")
            )
        if any(MARK in line for line in part.lines):
            raise ValidationError(_("Put the mark ::: on a line of its own."))
