"""What the search finds of bodies; see ``common/findable.py``."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from samspill.bodies.models import Body, Mandate, Seat
from samspill.common.findable import Findable

BODIES = """
SELECT 'body-' || body.id, 'body', 'body-' || body.id,
       body.name || CASE WHEN body.short_name = '' THEN ''
                         ELSE ' (' || body.short_name || ')' END,
       array_to_string(body.also_known_as, ', '),
       body.summary || ' ' || coalesce(string_agg(
           mandate.text || ' ' || array_to_string(mandate.tasks, ' '), ' ' ORDER BY mandate.id),
           '')
           || ' ' || coalesce((SELECT string_agg(DISTINCT seat.label, ', ')
                               FROM bodies_seat seat WHERE seat.body_id = body.id), ''),
       body.valid_from, body.valid_to, true, '', {body}, ''
FROM bodies_body body LEFT JOIN bodies_mandate mandate ON mandate.body_id = body.id
WHERE body.partnership_id = %(partnership)s
      AND (%(body)s::bigint[] IS NULL OR body.id = ANY(%(body)s::bigint[]))
GROUP BY body.id
"""

FINDABLE = (
    Findable(
        kind="body",
        label=_("Bodies"),
        order=30,
        owner=Body,
        under={Mandate: "body_id", Seat: "body_id"},
        entries=BODIES,
        pages={"body": {"slug": "body.slug"}},
    ),
)
