"""When parties signed."""

from __future__ import annotations

from typing import Any

from django import template

from samspill.common.models import today
from samspill.documents.models import DocumentParty
from samspill.documents.signing import Signed, signed_by

register = template.Library()


@register.simple_tag(takes_context=True)
def signed_then(context: template.Context, row: DocumentParty) -> Signed:
    """Whether a party had signed on the day of the page, and when."""
    as_of: Any = context.get("as_of")
    return signed_by(row, as_of.date if as_of else today())
