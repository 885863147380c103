"""Messages for the next page, in a cookie that production binds to the host like the others."""

from __future__ import annotations

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.messages.storage.session import SessionStorage


class HostCookieStorage(CookieStorage):
    """In a cookie with a name of our choosing."""

    cookie_name = settings.SAMSPILL_MESSAGES_COOKIE_NAME


class Storage(FallbackStorage):
    """In the cookie; in the session what has no room there."""

    storage_classes = (HostCookieStorage, SessionStorage)
