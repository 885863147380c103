"""Template tags of the public site."""

from __future__ import annotations

import datetime
from typing import Any, Protocol

from django import template
from django.utils.formats import time_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from samspill.common.moments import in_full
from samspill.common.public.page import page_url as url_of_page

register = template.Library()


@register.simple_tag(takes_context=True)
def page_url(context: template.Context, name: str, *args: Any, fragment: str = "") -> str:
    """The address of a public page, on the date that this page shows."""
    return url_of_page(context["request"], name, *args, fragment=fragment)


@register.simple_tag(takes_context=True)
def page_link(context: template.Context, text: str, name: str, *args: Any) -> SafeString:
    """A link to a public page, such as a party's or a body's."""
    return format_html('<a href="{}">{}</a>', url_of_page(context["request"], name, *args), text)


@register.simple_tag
def known_then(is_known: bool) -> SafeString | str:
    """Says of what may have held on the day of the page that nobody knows; else nothing."""
    if is_known:
        return ""
    words = _("not known whether this held then")
    return format_html('<span class="how-known">{}</span>', words)


class Timed(Protocol):
    """Something that takes place from a time of day to another, as far as they are known."""

    starts: datetime.time | None
    ends: datetime.time | None


@register.simple_tag
def hours(entry: Timed) -> str:
    """From when to when something takes place: "09.00–11.30"; empty where it is not known."""
    if not entry.starts:
        return ""
    ends = f"–{time_format(entry.ends, 'H.i')}" if entry.ends else ""
    return f"{time_format(entry.starts, 'H.i')}{ends}"


@register.simple_tag
def days(first: datetime.date | None, last: datetime.date | None) -> str:
    """From which day to which something holds, one day told once; empty where neither is known."""
    if first == last:
        return in_full(first) if first else ""
    ends = [in_full(day) if day else "" for day in (first, last)]
    return "–".join(ends)
