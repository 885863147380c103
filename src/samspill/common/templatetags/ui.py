"""One tag for each component, with declared parameters: a typo fails instead of showing nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django import template
from django.template import Context
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from samspill.common.loose import Loose
from samspill.common.loose_words import loose_period
from samspill.common.provenance import Noted, how_known
from samspill.common.ui import Crumb, Dot, MapTile, Step, TermFact
from samspill.common.undoing import UNDO

register = template.Library()

STATUSES = (
    "ok",
    "partial",
    "late",
    "no",
    "none",
    "info",
    "draft",
    "hearing",
    "withdrawn",
    "superseded",
    "vacant",
    "upcoming",
)
NOTICES = ("info", "warning", "danger")


@register.simple_tag
def ui_status(kind: str, *, label: str) -> SafeString:
    """A status as shape, word and colour.

    Raises:
        ValueError: ``kind`` is no status.
    """
    before, after = _around_the_word(kind)
    return mark_safe(f"{before}{conditional_escape(label)}{after}")  # noqa: S308 - escaped


@lru_cache
def _around_the_word(kind: str) -> tuple[str, str]:
    """The status's template made once: lists show hundreds, each with a word of its own."""
    if kind not in STATUSES:
        raise ValueError(f"no status «{kind}»; one of {', '.join(STATUSES)}")
    before, after = render_to_string("common/ui/status.html", {"kind": kind, "label": "|"}).split(
        "|"
    )
    return before, after.rstrip("\n")


@register.inclusion_tag("common/ui/undo.html", takes_context=True)
def ui_undo(context: Context) -> dict[str, Any]:
    """Offers once, beside what is said of it, to undo what was just written."""
    request = context.get("request")
    entries = request.session.pop(UNDO, []) if request is not None else []
    return {"url": reverse("work:undo", args=[",".join(map(str, entries))]) if entries else ""}


@register.inclusion_tag("common/ui/facts.html")
def ui_facts(facts: Sequence[TermFact]) -> dict[str, Any]:
    """The facts that most came for, as a description list."""
    return {"facts": facts}


@register.inclusion_tag("common/ui/breadcrumbs.html")
def ui_breadcrumbs(crumbs: Sequence[Crumb]) -> dict[str, Any]:
    """The way to the page."""
    return {"crumbs": crumbs}


@register.inclusion_tag("common/ui/thread.html")
def ui_thread(steps: Sequence[Step]) -> dict[str, Any]:
    """The red thread through text, duty, evidence and decision."""
    return {"steps": steps}


@register.inclusion_tag("common/ui/seatbar.html")
def ui_seatbar(dots: Sequence[Dot], *, label: str) -> dict[str, Any]:
    """A body's seats as dots that differ in shape; ``label`` says the same in words."""
    marks = format_html_join("", '<i class="{}"></i>', ((dot.kind,) for dot in dots))
    return {"marks": marks, "label": label}


@dataclass(frozen=True)
class _PlacedTile:
    tile: MapTile
    column: int
    sign: SafeString | str


@register.inclusion_tag("common/ui/tilemap.html")
def ui_tilemap(tiles: Sequence[MapTile], *, label: str) -> dict[str, Any]:
    """Municipalities placed about as on the map, each a link; ``label`` says what it shows.

    Columns to the left that are empty on the day are not shown. Tiles that say how something
    stands carry its sign, and the words for the signs stand below.
    """
    left = min((tile.column for tile in tiles), default=1)
    signs = dict.fromkeys((tile.kind, tile.said) for tile in tiles if tile.kind)
    return {
        "tiles": [_PlacedTile(tile, tile.column - left + 1, _sign(tile)) for tile in tiles],
        "columns": max((t.column + t.is_trust for t in tiles), default=left) - left + 1,
        "label": label,
        "unsure": not all(tile.is_known for tile in tiles),
        "legend": [ui_status(kind, label=said) for kind, said in signs],
    }


def _sign(tile: MapTile) -> SafeString | str:
    """How it stands, as a sign with its words for those who hear the page."""
    if not tile.kind:
        return ""
    words = format_html('<span class="visually-hidden">{}</span>', tile.said)
    return ui_status(tile.kind, label=words)


@register.filter
def in_time(of: Loose) -> str:
    """When something with a loose period began and ended, as exactly as it is known."""
    return loose_period(of)


@register.simple_tag
def ui_how_known(of: Noted | None) -> SafeString | str:
    """The mark of what is read out of its source, not stated there, or uncertain, as its note says.

    Nothing where the note only says where in the source it stands. It is a block: a cell, a list
    item or a section may hold it, a paragraph may not. Whoever reads the records reads their
    sources with them.
    """
    kind = how_known(of.source_note) if of and of.source_note else None
    if of is None or kind is None:
        return ""
    told = {"kind": kind.value, "note": of.source_note, "source": str(of.source or "")}
    return render_to_string("common/ui/how_known.html", told)


@register.inclusion_tag("common/ui/empty.html")
def ui_empty(title: str, *, text: str = "") -> dict[str, Any]:
    """What stands where there is nothing: what is missing, why, and what to do."""
    return {"title": title, "text": text}


@register.inclusion_tag("common/ui/notice.html")
def ui_notice(kind: str, *, text: str, url: str = "", link: str = "") -> dict[str, Any]:
    """A notice over the content.

    Raises:
        ValueError: ``kind`` is no kind of notice.
    """
    if kind not in NOTICES:
        raise ValueError(f"no notice «{kind}»; one of {', '.join(NOTICES)}")
    return {"kind": kind, "text": text, "url": url, "link": link}


@register.inclusion_tag("common/ui/tag.html")
def ui_tag(label: str) -> dict[str, Any]:
    """A short word about a thing, such as its kind."""
    return {"label": label}
