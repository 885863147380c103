"""Template tags of the public site."""

from __future__ import annotations

from typing import Any

from django import template

from samspill.documents.markdown import to_html
from samspill.portal.page import page_url as url_of_page

register = template.Library()


@register.simple_tag(takes_context=True)
def page_url(context: template.Context, name: str, *args: Any, fragment: str = "") -> str:
    """The address of a portal page, on the date that this page shows."""
    return url_of_page(context["request"], name, *args, fragment=fragment)


@register.filter
def markdown(text: str, top: int = 3) -> str:
    """Markdown as safe HTML whose highest heading is h``top``."""
    return to_html(text, top=top)
