"""Texts in Markdown on pages."""

from __future__ import annotations

from django import template

from samspill.common.markdown import to_html

register = template.Library()


@register.filter
def markdown(text: str, top: int = 3) -> str:
    """Markdown as safe HTML whose highest heading is h``top``."""
    return to_html(text, top=top)


@register.filter
def markdown_for(text: str, reads_whole: bool) -> str:
    """Markdown as :func:`markdown`, with what is exempt for those who may read it."""
    return to_html(text, in_full=reads_whole is True)
