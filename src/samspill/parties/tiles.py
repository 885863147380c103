"""The tile map: municipalities placed about as on the map, as navigation."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.db.models import QuerySet

from samspill.common.public.page import PublicRequest, page_url
from samspill.common.ready import ready
from samspill.common.ui import MapTile
from samspill.parties.known import party_known_on
from samspill.parties.models import Party, official_name_on


def tiles_on(
    request: PublicRequest,
    date: datetime.date,
    standing: Mapping[str, tuple[str, str]] | None = None,
) -> list[MapTile]:
    """A tile for every party that has a place on the map and exists on ``date``, as named then.

    Args:
        standing: how something stands with parties, by their slugs: a kind of status, and its word.
    """
    tiles = [(placed[1], _tile(request, *placed)) for placed in _placed(date=date)]
    if not standing:
        return [tile for _slug, tile in tiles]
    said = {slug: standing.get(slug, ("", "")) for slug, _tile in tiles}
    return [replace(tile, kind=said[slug][0], said=said[slug][1]) for slug, tile in tiles]


@ready
def _placed(date: Any) -> QuerySet:
    placed = Party.objects.on(date).filter(tile_row__isnull=False)
    named = placed.annotate(named=official_name_on(date), known=party_known_on(date))
    found = named.order_by("tile_row", "tile_column")
    return found.values_list(
        "kind", "slug", "named", "short_name", "known", "tile_row", "tile_column"
    )


def _tile(
    request: PublicRequest,
    kind: str,
    slug: str,
    name: str,
    short_name: str,
    is_known: bool,
    *place: int | None,
) -> MapTile:
    is_municipality = kind == Party.Kind.MUNICIPALITY
    row, column = place
    return MapTile(
        label=name if is_municipality else short_name or name,
        url=page_url(request, Party.page_for(kind), slug),
        row=row or 1,
        column=column or 1,
        is_trust=not is_municipality,
        is_known=is_known,
    )
