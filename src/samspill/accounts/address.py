"""Where a request comes from, as far as it can be believed."""

from __future__ import annotations

import ipaddress

from django.conf import settings
from django.http import HttpRequest

UNKNOWN = "unknown"
IPV6_NETWORK = 64


def client_address(request: HttpRequest) -> str:
    """The visitor's address: of what ``X-Forwarded-For`` says, only what our own proxies added.

    With ``TRUSTED_PROXIES`` proxies in front, the entry that many from the end was written by the
    outermost of them; all before it came from the visitor and may be invented.
    """
    trusted: int = settings.SAMSPILL_TRUSTED_PROXIES
    forwarded = [
        part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part
    ]
    given = request.META.get("REMOTE_ADDR", "")
    if trusted and len(forwarded) >= trusted:
        given = forwarded[-trusted]
    try:
        return str(ipaddress.ip_address(given))
    except ValueError:
        return UNKNOWN


def counted_address(request: HttpRequest) -> str:
    """What wrong tries are counted by: an IPv6 visitor has a whole network of addresses."""
    address = client_address(request)
    if ":" in address:
        return str(ipaddress.ip_network(f"{address}/{IPV6_NETWORK}", strict=False))
    return address
