"""What records are called in addresses and in files: one rule, whoever writes the name."""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

KEY = r"^[a-z0-9æøå]+(?:[-_.][a-z0-9æøå]+)*$"


def is_key(value: str) -> None:
    """Lets a name through that stands in an address as it is, and that files may name.

    Raises:
        ValidationError: it holds something else, such as a slash, a space or a capital letter.
    """
    if not re.fullmatch(KEY, value):
        raise ValidationError(
            _(
                "«%(value)s» stands in addresses and in files. Use small letters and digits, with "
                "single full stops, hyphens or underscores between them, such as 1.2 or 2a."
            )
            % {"value": value[:40]}
        )
