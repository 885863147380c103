"""What a request of work carries, for whoever answers a part of one."""

from __future__ import annotations

from django.http import HttpRequest, QueryDict

from samspill.common.actors import Actor
from samspill.common.models import Partnership


class WorkRequest(HttpRequest):
    """A request of somebody who is signed in and has a role in the helsefellesskap."""

    partnership: Partnership
    actor: Actor
    kept: QueryDict | None
