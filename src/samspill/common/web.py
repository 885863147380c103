"""Addresses on the web that pages lead to: one rule, in files and by hand."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _

LONGEST_URL = 1000
_WEB = URLValidator(schemes=["https", "http"])


def is_web_address(value: str) -> None:
    """Lets through what a browser goes to, and nothing that it would carry out.

    Raises:
        ValidationError: it is no address that begins with https:// or http://.
    """
    try:
        _WEB(value)
    except ValidationError as wrong:
        said = _("Write a whole web address, such as https://www.example.no/.")
        raise ValidationError(said) from wrong
