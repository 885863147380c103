"""Finding entries: what holds on the date first, then the best match."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.urls import get_script_prefix
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from samspill.common.conditions import meets
from samspill.common.findable import Findable, Replacing
from samspill.common.house import findable
from samspill.common.models import Partnership, today
from samspill.common.validity import holds_on
from samspill.documents.models import EditionStatus
from samspill.portal.search.index import JOINED
from samspill.portal.search.words import Query

PAGE = 20
START, STOP = "\ue000", "\ue001"
JOINTS = {"/": "\ue003", "@": "\ue004", ".": "\ue005"}
"""What joins words, as it stands with a space before and after while the words are marked."""

# The rank is worked out where it decides: of the newest entry of each thing, and of those that do
# not hold only where the page comes to them.
FIND = """
WITH matched AS MATERIALIZED (
    SELECT id, key, kind, is_effective AND (valid_from IS NULL OR valid_from <= %(date)s)
               AND (valid_to IS NULL OR valid_to >= %(date)s) AS holds,
           valid_from
    FROM portal_searchentry WHERE {found}
), best AS MATERIALIZED (
    SELECT DISTINCT ON (key COLLATE "C") id, kind, holds FROM matched
    ORDER BY key COLLATE "C", holds DESC, valid_from DESC NULLS LAST, id
), counted AS (
    SELECT kind, count(*) AS found FROM best GROUP BY kind
), asked AS MATERIALIZED (
    SELECT id, kind, holds FROM best WHERE %(kind)s = '' OR kind = %(kind)s
), ranked AS (
    SELECT id, holds,
           (ts_rank(vector, %(wide)s::tsquery) + 4 * ts_rank(vector, %(exact)s::tsquery))
               * (%(weights)s::jsonb ->> asked.kind)::float
               + CASE WHEN lower(title) = %(typed)s OR starts_with(lower(title), %(typed)s || ':')
                           OR lower(title) LIKE %(short_name)s THEN 100 ELSE 0 END AS rank
    FROM asked JOIN portal_searchentry entry USING (id)
    WHERE holds OR (SELECT count(*) FROM asked WHERE holds) < %(limit)s + %(offset)s
), page AS (
    SELECT id, holds, rank FROM ranked
    ORDER BY holds DESC, rank DESC, id LIMIT %(limit)s OFFSET %(offset)s
)
SELECT entry.kind, entry.title, entry.context, entry.status, entry.valid_from, entry.valid_to,
       entry.is_effective, entry.path, entry.path_in_force, page.holds,
       ts_headline('norwegian', {title}, %(wide)s::tsquery, %(whole)s),
       ts_headline('norwegian', {body}, %(wide)s::tsquery, %(parts)s),
       (SELECT json_object_agg(kind, found) FROM counted), entry.owner
FROM page JOIN portal_searchentry entry ON entry.id = page.id
ORDER BY page.holds DESC, page.rank DESC, page.id
"""
WITHIN = "samspill_words_within(partnership_id, vector)"
WHOLE = f"HighlightAll=true, StartSel={START}, StopSel={STOP}"
PARTS = (
    'MaxFragments=2, MaxWords=24, MinWords=8, FragmentDelimiter=" … ", '
    f"StartSel={START}, StopSel={STOP}"
)

COUNT = """
SELECT kind, count(DISTINCT key) FROM portal_searchentry WHERE {found} GROUP BY kind
"""


@dataclass(frozen=True)
class Hit:
    """One result."""

    kind: str
    title: SafeString
    context: str
    extract: SafeString
    url: str
    holds: bool
    is_effective: bool
    status: str
    valid_from: datetime.date | None
    valid_to: datetime.date | None
    date: datetime.date
    owner: int
    """The key of what it is made from; of which kind, the declaration tells."""

    @property
    def declared(self) -> Findable:
        return next(one for one in findable() if one.kind == self.kind)

    @property
    def kind_label(self) -> str:
        return str(self.declared.label)

    @property
    def is_ended(self) -> bool:
        """Whether it held before the date and no longer does."""
        over = self.valid_to is not None and self.valid_to < self.date
        return self.is_effective and not self.holds and over

    @property
    def is_coming(self) -> bool:
        """Whether it is still to come: what merely is not known to have held is not."""
        begins_later = self.valid_from is not None and self.valid_from > today()
        return self.is_effective and not self.holds and begins_later

    @property
    def is_on_hearing(self) -> bool:
        """Its period in the index is then that of the hearing."""
        return self.status == EditionStatus.HEARING and meets(self, holds_on(self.date))


@dataclass(frozen=True)
class Results:
    """A page of results, and how many there are of each kind."""

    hits: list[Hit]
    counts: dict[str, int]

    @property
    def total(self) -> int:
        return sum(self.counts.values())


def find(
    query: Query,
    partnership: Partnership,
    *,
    date: datetime.date,
    kind: str = "",
    page: int = 1,
) -> Results:
    """The results of a query in one helsefellesskap as of ``date``, twenty to a page.

    Args:
        kind: only this kind of entry; empty for all. Counts are of all kinds.
        page: 1 for the first twenty.
    """
    if not query.wide:
        return Results([], {})
    found = found_by(query)
    parameters = parameters_of(query, partnership, date=date, kind=kind, page=page)
    with connection.cursor() as cursor:
        cursor.execute(finding(query), parameters)
        rows = cursor.fetchall()
        if not rows:
            cursor.execute(COUNT.format(found=found), parameters)
            return Results([], dict(cursor.fetchall()))
    return Results([_hit(row, date) for row in rows], rows[0][12])


def finding(query: Query) -> str:
    """:data:`FIND` for a query."""
    return FIND.format(
        found=found_by(query),
        title=_with_joints("entry.title"),
        body=_with_joints("left(entry.body, 20000)"),
    )


def _with_joints(text: str) -> str:
    """A text as the index takes it apart, with marks where its words were joined."""
    for joint, mark in JOINTS.items():
        text = f"regexp_replace({text}, '{JOINED[joint]}', '\\1 {mark} ', 'g')"
    return text


def found_by(query: Query) -> str:
    """The condition of the entries that a query finds, as :data:`FIND` takes it."""
    asked = enumerate(operator for operator, _lexemes in query.conditions)
    return " AND ".join(f"{WITHIN} {operator} %(words_{n})s::text[]" for n, operator in asked)


def parameters_of(
    query: Query, partnership: Partnership, *, date: datetime.date, kind: str = "", page: int = 1
) -> dict[str, Any]:
    """What :data:`FIND` is asked with."""
    words = {
        f"words_{n}": [f"{partnership.pk}:{lexeme}" for lexeme in lexemes]
        for n, (_operator, lexemes) in enumerate(query.conditions)
    }
    return {
        **words,
        "date": date,
        "wide": query.wide,
        "exact": query.exact or "'\ue002'",
        "typed": " ".join(query.text.lower().split()),
        "short_name": f"%({_plain(query.text.lower())})",
        "kind": kind,
        "limit": PAGE,
        "offset": (page - 1) * PAGE,
        "weights": json.dumps({one.kind: one.weight for one in findable()}),
        "whole": WHOLE,
        "parts": PARTS,
    }


def _hit(row: tuple[Any, ...], date: datetime.date) -> Hit:
    kind, _title, context, status, first, last, effective, path, path_in_force, holds = row[:10]
    address = path_in_force if holds and path_in_force else path
    return Hit(
        kind=kind,
        title=_marked(row[10]),
        context=context,
        extract=_marked(row[11]),
        url=get_script_prefix().rstrip("/") + address,
        holds=holds,
        is_effective=effective,
        status=status,
        valid_from=first,
        valid_to=last,
        date=date,
        owner=int(row[13].rpartition("-")[2]),
    )


def replacing(hits: Iterable[Hit]) -> dict[Hit, Sequence[Replacing]]:
    """What took over from those among ``hits`` that have ended; a query for each kind of owner."""
    ended = [hit for hit in hits if hit.is_ended and hit.declared.replaced_by]
    asked = {hit.declared.replaced_by for hit in ended}
    found = {ask: ask() for ask in asked if ask}
    return {
        hit: after
        for hit in ended
        if hit.declared.replaced_by and (after := found[hit.declared.replaced_by].get(hit.owner))
    }


def _plain(text: str) -> str:
    """A text as LIKE takes it, letter by letter."""
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _marked(text: str) -> SafeString:
    """The extract as HTML: everything escaped, the matches in <mark>."""
    for joint, mark in JOINTS.items():
        text = text.replace(f" {mark} ", joint).replace(mark, joint)
    escaped = escape(text).replace(START, "<mark>").replace(STOP, "</mark>")
    return mark_safe(escaped)  # noqa: S308 - escaped on the line above
