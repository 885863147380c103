"""Who may be signed in; asked at every request of a session."""

from __future__ import annotations

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend


class Backend(AuthenticationBackend):
    """Refuses the disabled, and the invented where the installation is in earnest."""

    def user_can_authenticate(self, user: Any) -> bool:
        return user is not None and user.may_sign_in
