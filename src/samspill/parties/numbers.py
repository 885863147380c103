"""Numbers that others have given: what an organisation number and a municipality number may be."""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from stdnum.no import orgnr

ORGANISATION, MUNICIPALITY = r"\d{9}", r"\d{4}"
"""How they are written in files too."""


def is_organisation_number(value: str) -> None:
    """Lets nine digits through whose last one is the check digit (mod 11).

    Raises:
        ValidationError: it is something else.
    """
    if not (value.isascii() and re.fullmatch(ORGANISATION, value) and orgnr.is_valid(value)):
        raise ValidationError(
            _("«%(number)s» is no organisation number. It has nine digits.")
            % {"number": value[:20]}
        )


def is_municipality_number(value: str) -> None:
    """Lets four digits through.

    Raises:
        ValidationError: it is something else.
    """
    if not (value.isascii() and re.fullmatch(MUNICIPALITY, value)):
        raise ValidationError(_("A municipality number has four digits, such as 5006."))
