"""Texts with what was put in and taken out.

Made here and not by a template: the blanks and line breaks of a wording are shown as they are, and
must not be those of a template's layout.
"""

from __future__ import annotations

from collections.abc import Iterable

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from samspill.documents.wording import Span

register = template.Library()


@register.simple_tag
def spans(spans: Iterable[Span]) -> SafeString:
    """Stretches of text, each as what it is; what is only colour to the eye is said aloud."""
    return format_html_join("", "{}", ((_shown(span),) for span in spans))


@register.simple_tag
def wording(spans: Iterable[Span]) -> SafeString:
    """A text of several lines, with its changes."""
    shown = format_html_join("", "{}", ((_shown(span),) for span in spans))
    return format_html('<div class="wording">{}</div>', shown)


def _shown(span: Span) -> SafeString:
    if span.kind == "new":
        mark = '<ins><span class="visually-hidden">{} </span>{}</ins>'
        return format_html(mark, _("Put in:"), span.text)
    if span.kind == "old":
        mark = '<del><span class="visually-hidden">{} </span>{}</del>'
        return format_html(mark, _("Taken out:"), span.text)
    return format_html("{}", span.text)
