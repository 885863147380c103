"""What the pages of signing in show besides their own."""

from __future__ import annotations

import re
from typing import Any

from django import template
from django.conf import settings
from django.contrib.messages import get_messages
from django.contrib.messages.constants import ERROR, WARNING
from django.urls import reverse

from samspill.accounts import two_steps

register = template.Library()


@register.inclusion_tag("accounts/messages.html", takes_context=True)
def accounts_messages(context: template.Context) -> dict[str, Any]:
    """What has just been done, told once. Only these pages ask, so that others read no session."""
    shown = [
        ("danger" if message.level >= ERROR else "warning" if message.level >= WARNING else "info",
         str(message))
        for message in get_messages(context["request"])
    ]  # fmt: skip
    return {"shown": shown}


@register.inclusion_tag("accounts/onward.html", takes_context=True)
def accounts_onward(context: template.Context) -> dict[str, Any]:
    """The way on for who has just set up the second step that a page asked for."""
    return {"waits": two_steps.where_to(context["request"])}


@register.inclusion_tag("accounts/providers.html", takes_context=True)
def accounts_providers(context: template.Context, *, process: str) -> dict[str, Any]:
    """A button for each organisation that one can sign in by way of."""
    apps = settings.SOCIALACCOUNT_PROVIDERS.get("openid_connect", {}).get("APPS", [])
    return {
        "providers": [
            (app["name"], reverse("openid_connect_login", args=[app["provider_id"]]))
            for app in apps
        ],
        "process": process,
        "next": context.get("redirect_field_value") or "",
    }


@register.inclusion_tag("accounts/qr.html")
def accounts_qr(svg: str, *, label: str) -> dict[str, Any]:
    """A QR code that allauth drew, as part of the page: no image from an address of data."""
    box, path = re.search(r'viewBox="([^"]+)"', svg), re.search(r'<path[^>]* d="([^"]+)"', svg)
    if not box or not path:
        raise ValueError("the QR code is not one path in a box")
    return {"box": box[1], "path": path[1], "label": label}
