"""The tile map: municipalities placed about as on the map, as navigation."""

from __future__ import annotations

import datetime

from samspill.common.public.page import PublicRequest, page_url
from samspill.common.ui import Tile
from samspill.parties.models import Party


def tiles_on(request: PublicRequest, date: datetime.date) -> list[Tile]:
    """A tile for every party that has a place on the map and exists on ``date``."""
    parties = (
        Party.objects.on(date).filter(tile_row__isnull=False).order_by("tile_row", "tile_column")
    )
    return [_tile(request, party) for party in parties]


def _tile(request: PublicRequest, party: Party) -> Tile:
    is_municipality = party.kind == Party.Kind.MUNICIPALITY
    return Tile(
        label=party.name if is_municipality else party.short_name or party.name,
        url=page_url(request, "municipality" if is_municipality else "party", party.slug),
        row=party.tile_row or 1,
        column=party.tile_column or 1,
        is_trust=not is_municipality,
    )
