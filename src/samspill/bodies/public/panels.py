"""Who speaks for a party, on the party's page."""

from __future__ import annotations

import datetime
from typing import Any

from samspill.bodies.representation import who_speaks_for
from samspill.common.public.page import PublicRequest
from samspill.parties.models import Party


def speaks_for(request: PublicRequest, party: Party, date: datetime.date) -> dict[str, Any]:
    """Body by body, how the party is represented and who sits there."""
    return {"name": party.name_on(date), "representations": who_speaks_for(party, date)}
