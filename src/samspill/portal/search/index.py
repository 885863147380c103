"""The search index of a helsefellesskap: what a change touched is written, in its transaction.

Only what is public goes in, by the same rules as the pages, so that nothing unpublished can be
found, counted or suggested. Each entry carries a fingerprint of all that it was made from; one that
would be made the same again is left alone. After any change the index is what
:func:`rebuild` would make.
"""

# The statements are put together from constants of this module only.
# ruff: noqa: S608
from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from functools import cache
from operator import attrgetter
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import connection, transaction
from django.db.models import Model
from django_scopes import scope

from samspill.common.content import Changed, concern_of
from samspill.common.findable import Findable, Way
from samspill.common.house import findable
from samspill.common.models import Partnership
from samspill.portal.models import SearchEntry, SearchWord

FACTS = """owner, kind, key, title, context, body, valid_from, valid_to, is_effective, status, path,
           path_in_force"""

# OFFSET 0 keeps what is worked out here from being worked out again wherever it is named.
# What is exempt within a text goes in nowhere, whichever app it is of (``common/exempt.py``).
OPEN = FACTS.replace(" body,", " samspill_published(body) AS body,")
WANTED = f"""
SELECT *, md5(ROW({FACTS})::text)::uuid AS fingerprint
FROM (SELECT {OPEN} FROM ({{entries}}) AS made ({FACTS}) OFFSET 0) AS found
"""

JOINED = {
    "/": r"(\w)/(?=\w)",
    "@": r"(\w)@(?=[[:alpha:]])",
    ".": r"(\w)[.](?=[[:alpha:]])",
}
"""What joins words, as it is found in a text."""


def _apart(text: str) -> str:
    """A text with «lege/sykepleier», «post@hnt.no» and «www.hnt.no» as the words that they are."""
    joined = "|".join(one.replace(r"(\w)", r"(?<=\w)") for one in JOINED.values())
    return f"regexp_replace({text}, '{joined}', ' ', 'g')"


# What is not found by its context is shown with it all the same. A sentence that stands as title
# counts as any other text.
VECTOR = f"""
    setweight(to_tsvector('norwegian', {_apart("title")}),
              CASE WHEN kind = ANY(%(with_sentences)s) THEN 'D' ELSE 'A' END::"char")
    || setweight(to_tsvector('norwegian', CASE WHEN kind = ANY(%(without_context)s) THEN ''
                                               ELSE {_apart("context")} END), 'C')
    || setweight(to_tsvector('norwegian', {_apart("body")}), 'D')
"""

# The same text often stands in several editions: it is taken apart once.
COUNTED = f"""
SELECT word, sum(times) AS entries
FROM (SELECT to_tsvector('simple', {_apart("text")}) AS vector, times
      FROM (SELECT title || ' ' || context || ' ' || body AS text, count(*) AS times
            FROM {{entries}} GROUP BY 1) AS texts OFFSET 0) AS parsed,
     LATERAL unnest(tsvector_to_array(vector)) AS word
GROUP BY word
"""

ADD = f"""
WITH added AS (
    INSERT INTO portal_searchentry (partnership_id, {FACTS}, fingerprint, vector)
    SELECT %(partnership)s, {FACTS}, fingerprint, {{vector}} FROM ({{wanted}}) AS wanted
    WHERE {{new}}
    RETURNING title, context, body
)
INSERT INTO portal_searchword AS known (partnership_id, word, lexeme, entries)
SELECT %(partnership)s, counted.word, stems.lexeme[1], counted.entries
FROM ({COUNTED.format(entries="added")}) AS counted,
     LATERAL (SELECT ts_lexize('norwegian_stem', counted.word) AS lexeme) AS stems
WHERE stems.lexeme[1] IS NOT NULL AND length(counted.word) <= 200
ON CONFLICT (partnership_id, word) DO UPDATE SET entries = known.entries + excluded.entries
"""

REMOVE = f"""
WITH gone AS (
    DELETE FROM portal_searchentry WHERE id = ANY(%(gone)s) RETURNING title, context, body
)
UPDATE portal_searchword AS known SET entries = known.entries - counted.entries
FROM ({COUNTED.format(entries="gone")}) AS counted
WHERE known.partnership_id = %(partnership)s AND known.word = counted.word
RETURNING known.id, known.entries
"""

# Entered one by one, a word of a large text costs a look-up in the index. They are gathered and
# entered together, before anyone else can see them; the index's owner alone may say when.
# Compiling the statements (jit) takes longer than it saves.
GATHER = """
SET LOCAL gin_pending_list_limit = '64MB'; SET LOCAL work_mem = '32MB'; SET LOCAL jit = off
"""
ENTER = """
SELECT gin_clean_pending_list('portal_search_words') FROM pg_class
WHERE oid = 'portal_search_words'::regclass AND pg_has_role(relowner, 'USAGE')
"""
AS_BEFORE = """
SET LOCAL gin_pending_list_limit TO DEFAULT; SET LOCAL work_mem TO DEFAULT;
SET LOCAL jit TO DEFAULT
"""

Only = Collection[Changed] | None
About = dict[str, list[int]] | None
"""The keys to look at by kind of owner; None for everything."""


@cache
def owners() -> dict[type[Model], str]:
    """What entries are about, and what the index calls it."""
    return {one.owner: one.owned_by for one in findable()}


@cache
def under() -> dict[type[Model], tuple[str, Way]]:
    """What shows in the entries of what it hangs under: of which owner, and the way to its key."""
    return {model: (one.owned_by, way) for one in findable() for model, way in one.under.items()}


@cache
def shown() -> frozenset[type[Model]]:
    """The models whose records show in entries: a change of others asks for nothing."""
    read = {table for one in findable() for table in one.tables}
    return frozenset(model for model in apps.get_models() if model._meta.db_table in read)


@cache
def concerns() -> tuple[str, ...]:
    """The concerns of all that shows in entries: of a change of others the index is not told."""
    return tuple(sorted({concern_of(model) for model in shown()}))


def rebuild(partnership: Partnership) -> None:
    """Makes all entries and words of a helsefellesskap anew."""
    with transaction.atomic(), scope(partnership=partnership):
        SearchEntry.objects.all()._raw_delete(using="default")
        SearchWord.objects.all()._raw_delete(using="default")
        with _gathering():
            _execute(_adding("true", None), _parameters(partnership, None))


def refresh(partnership: Partnership, only: Only = None) -> None:
    """Writes the entries and words that differ from what :func:`rebuild` would make.

    Args:
        only: what changed. When given, only the entries that these show in are looked at. A kind
            of document, a region, or what has been deleted may show in many entries, so then
            everything is looked at.
    """
    about = _about(only)
    if about is not None and not any(about.values()):
        return
    # What fails here takes the whole change with it.
    with transaction.atomic(savepoint=False), scope(partnership=partnership):
        present = _present(about)
        if not present and about is None:
            rebuild(partnership)
            return
        parameters = _parameters(partnership, about)
        asked = f"SELECT fingerprint FROM ({_wanted(about)}) AS wanted"
        wanted = {row[0] for row in _execute(asked, parameters)}
        new = list(wanted - present.keys())
        gone = [
            pk for fingerprint, pks in present.items() if fingerprint not in wanted for pk in pks
        ]
        if about is None and len(gone) * 2 > len(present):
            rebuild(partnership)
            return
        if not gone and not new:
            return
        with _gathering():
            if gone:
                _remove(parameters | {"gone": gone})
            if new:
                _execute(_adding("fingerprint = ANY(%(new)s)", about), parameters | {"new": new})


def _about(only: Only) -> About:
    """What is to be looked at for these changes."""
    if only is None:
        return None
    about: dict[str, list[int]] = {owner: [] for owner in owners().values()}
    for thing in only:
        kind = thing if isinstance(thing, type) else type(thing)
        if kind not in shown():
            continue
        if kind is thing or thing.pk is None or kind not in {*owners(), *under()}:
            return None
        owner, way = under().get(kind) or (owners()[kind], "pk")
        about[owner] += way(thing) if callable(way) else [attrgetter(way)(thing)]
    return about


def _asked(about: About) -> list[Findable]:
    """The kinds that there is something to look at of."""
    return [one for one in findable() if about is None or about[one.owned_by]]


def _wanted(about: About) -> str:
    return WANTED.format(entries=" UNION ALL ".join(one.statement for one in _asked(about)))


def _adding(new: str, about: About) -> str:
    return ADD.format(new=new, vector=VECTOR, wanted=_wanted(about))


def _present(about: About) -> dict[UUID | None, list[int]]:
    """The ids of the entries that there are, by fingerprint."""
    entries = SearchEntry.objects.all()
    if about is not None:
        owners = [f"{kind}-{pk}" for kind, pks in about.items() for pk in pks]
        entries = entries.filter(owner__in=owners)
    present: dict[UUID | None, list[int]] = {}
    for pk, fingerprint in entries.values_list("pk", "fingerprint"):
        present.setdefault(fingerprint, []).append(pk)
    return present


def _parameters(partnership: Partnership, about: About) -> dict[str, Any]:
    found: dict[str, Any] = {
        "partnership": partnership.pk,
        "without_context": [one.kind for one in findable() if not one.found_by_context],
        "with_sentences": [one.kind for one in findable() if one.titles_are_sentences],
    }
    made: set[Any] = set()
    for one in _asked(about):
        keys = None if about is None else about[one.owned_by]
        found[one.owned_by] = keys
        if one.parameters not in made:
            made.add(one.parameters)
            found |= one.parameters(keys)
    return found


def _remove(parameters: dict[str, Any]) -> None:
    counts = _execute(REMOVE, parameters)
    unused = [pk for pk, entries in counts if entries == 0]
    _execute("DELETE FROM portal_searchword WHERE id = ANY(%(unused)s)", {"unused": unused})


@contextmanager
def _gathering() -> Iterator[None]:
    _execute(GATHER)
    yield
    _execute(ENTER)
    _execute(AS_BEFORE)


def _execute(statement: str, parameters: dict[str, Any] | None = None) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return cursor.fetchall() if cursor.description else []
