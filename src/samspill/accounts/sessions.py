"""The sessions of Django, each read together with when it was last used."""

from __future__ import annotations

import datetime
from typing import Any

from allauth.usersessions.models import UserSession
from django.contrib.sessions.backends import db
from django.db.models import OuterRef, Subquery
from django.utils import timezone


class SessionStore(db.SessionStore):
    """A session; ``last_seen`` is None where it is not known, as before its first use."""

    last_seen: datetime.datetime | None = None

    def _get_session_from_db(self) -> Any:
        seen = UserSession.objects.filter(session_key=OuterRef("session_key"))
        found = (
            self.model.objects.filter(session_key=self.session_key, expire_date__gt=timezone.now())
            .annotate(last_seen=Subquery(seen.values("last_seen_at")[:1]))
            .first()
        )
        if found is None:
            self._session_key = None
            return None
        self.last_seen = found.last_seen
        return found
