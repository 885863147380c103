"""Whether the browser says that somebody is signed in, for the bar of pages that ask for no user.

An open page is the same for everyone and is kept whole, so it may not read a session. A cookie
beside the session says that there is one, and nothing else. It opens no door: it decides between
two bars alone, «Sign in» and «My page».
"""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

YES = "1"


def says_signed_in(request: HttpRequest) -> bool:
    """What the browser says; not for deciding who may do what."""
    return request.COOKIES.get(settings.SAMSPILL_SIGNED_IN_COOKIE_NAME) == YES


def tell_browser(request: HttpRequest, response: HttpResponse) -> None:
    """Puts the cookie right where the request found out who the user is; else leaves it."""
    found_out = getattr(request, "has_asked_for_user", False)
    if not found_out and isinstance(request.user, SimpleLazyObject):
        return
    name = settings.SAMSPILL_SIGNED_IN_COOKIE_NAME
    if request.user.is_authenticated and not says_signed_in(request):
        response.set_cookie(
            name,
            YES,
            max_age=settings.SESSION_COOKIE_AGE,
            samesite="Lax",
            httponly=True,
            secure=settings.SESSION_COOKIE_SECURE,
        )
    elif not request.user.is_authenticated and name in request.COOKIES:
        response.delete_cookie(name, samesite="Lax")
