"""Template tags of the public site."""

from __future__ import annotations

from typing import Any

from django import template

from samspill.common.public.page import page_url as url_of_page

register = template.Library()


@register.simple_tag(takes_context=True)
def page_url(context: template.Context, name: str, *args: Any, fragment: str = "") -> str:
    """The address of a public page, on the date that this page shows."""
    return url_of_page(context["request"], name, *args, fragment=fragment)
