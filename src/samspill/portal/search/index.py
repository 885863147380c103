"""The search index of a helsefellesskap: what a change touched is written, in its transaction.

Only what is public goes in, by the same rules as the pages, so that nothing unpublished can be
found, counted or suggested. Each entry carries a fingerprint of all that it was made from; one that
would be made the same again is left alone. After any change the index is what
:func:`rebuild` would make.
"""

# The statements are put together from constants of this module only.
# ruff: noqa: S608
from __future__ import annotations

import datetime
import re
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

from samspill.bodies.models import Body, Mandate
from samspill.common.content import Changed, concern_of
from samspill.common.models import Partnership
from samspill.documents.models import (
    Document,
    DocumentKind,
    Edition,
    EditionStatus,
    Provision,
    ProvisionText,
)
from samspill.parties.models import (
    ContactPoint,
    Party,
    PartyName,
    PartyNumber,
    Region,
    RegionMembership,
)
from samspill.plans.models import FocusArea, Measure, Plan, PlanEdition
from samspill.portal.models import SearchEntry, SearchWord

OWNERS: dict[type[Model], str] = {
    Document: "document",
    Body: "body",
    Party: "party",
    ContactPoint: "contact",
    Plan: "plan",
}
"""What entries are about. A document's are its own and those of its provisions; a plan's are those
of its measures."""

UNDER: dict[type[Model], tuple[str, str]] = {
    Edition: ("document", "document_id"),
    ProvisionText: ("document", "edition.document_id"),
    Mandate: ("body", "body_id"),
    PartyName: ("party", "party_id"),
    PartyNumber: ("party", "party_id"),
    RegionMembership: ("party", "party_id"),
    PlanEdition: ("plan", "plan_id"),
    FocusArea: ("plan", "plan_id"),
    Measure: ("plan", "plan_id"),
}
"""What shows in the entries of what it hangs under, and where it has the key of that."""

IN_MANY: tuple[type[Model], ...] = (DocumentKind, Provision, Region)
"""What may show in many entries, so that a change of it has everything looked at.

What the statements below read no row of shows in no entry, and a change of it asks for nothing.
"""

# Markdown's marks as spaces. replace() looks for a byte; translate() at every letter, nine times
# as long.
WITHOUT_MARKS = "text.body"
for _mark in "*_#`|>":
    WITHOUT_MARKS = f"replace({WITHOUT_MARKS}, '{_mark}', ' ')"

PROVISIONS = f"""
SELECT 'document-' || document.id AS owner, 'provision' AS kind,
       'provision-' || text.provision_id AS key,
       btrim(text.number || ' ' || text.heading) AS title,
       CASE WHEN document.number = '' THEN document.title
            ELSE kind.name || ' ' || document.number || ': ' || document.title END AS context,
       {WITHOUT_MARKS} AS body,
       CASE WHEN edition.status = 'hearing' THEN edition.hearing_from
            ELSE edition.valid_from END AS valid_from,
       CASE WHEN edition.status = 'hearing' THEN edition.hearing_to
            ELSE edition.valid_to END AS valid_to,
       (edition.id = ANY(%(effective)s)) AS is_effective, edition.status AS status,
       '/avtaler/' || document.slug || '/utgaver/' || edition.slug || '/#' || provision.slug
           AS path,
       '/avtaler/' || document.slug || '/#' || provision.slug AS path_in_force
FROM documents_provisiontext text
JOIN documents_edition edition ON edition.id = text.edition_id
JOIN documents_document document ON document.id = edition.document_id
JOIN documents_documentkind kind ON kind.id = document.kind_id
JOIN documents_provision provision ON provision.id = text.provision_id
WHERE edition.id = ANY(%(editions)s)
"""

DOCUMENTS = """
SELECT 'document-' || document.id, 'document', 'document-' || document.id,
       CASE WHEN document.number = '' THEN document.title
            ELSE kind.name || ' ' || document.number || ': ' || document.title END,
       kind.name,
       document.summary || ' ' || document.short_title || ' '
           || coalesce(string_agg(DISTINCT edition.title, ' '), '') || ' '
           || coalesce(string_agg(DISTINCT edition.preamble, ' '), ''),
       CASE WHEN bool_or(edition.id = ANY(%(effective)s) AND edition.valid_from IS NULL) THEN NULL
            ELSE min(edition.valid_from) FILTER (WHERE edition.id = ANY(%(effective)s)) END,
       CASE WHEN bool_or(edition.id = ANY(%(effective)s) AND edition.valid_to IS NULL) THEN NULL
            ELSE max(edition.valid_to) FILTER (WHERE edition.id = ANY(%(effective)s)) END,
       bool_or(edition.id = ANY(%(effective)s)),
       (array_agg(edition.status ORDER BY edition.valid_from DESC NULLS LAST, edition.id))[1],
       '/avtaler/' || document.slug || '/', ''
FROM documents_document document
JOIN documents_documentkind kind ON kind.id = document.kind_id
JOIN documents_edition edition ON edition.document_id = document.id
WHERE edition.id = ANY(%(editions)s)
GROUP BY document.id, kind.id
"""

BODIES = """
SELECT 'body-' || body.id, 'body', 'body-' || body.id,
       body.name || CASE WHEN body.short_name = '' THEN ''
                         ELSE ' (' || body.short_name || ')' END,
       array_to_string(body.also_known_as, ', '),
       body.summary || ' ' || coalesce(string_agg(
           mandate.text || ' ' || array_to_string(mandate.tasks, ' '), ' ' ORDER BY mandate.id),
           ''),
       body.valid_from, body.valid_to, true, '', '/organer/' || body.slug || '/', ''
FROM bodies_body body LEFT JOIN bodies_mandate mandate ON mandate.body_id = body.id
WHERE body.partnership_id = %(partnership)s
      AND (%(bodies)s::bigint[] IS NULL OR body.id = ANY(%(bodies)s::bigint[]))
GROUP BY body.id
"""

PARTIES = """
SELECT 'party-' || party.id, 'party', 'party-' || party.id, party.name,
       concat_ws(', ', nullif(party.short_name, ''), string_agg(DISTINCT name.name, ', ')),
       concat_ws(' ', party.summary, string_agg(DISTINCT number.number, ' '),
                 string_agg(DISTINCT region.name, ' ')),
       party.valid_from, party.valid_to, true, '',
       CASE WHEN party.kind = 'municipality' THEN '/kommuner/' ELSE '/parter/' END
           || party.slug || '/', ''
FROM parties_party party
LEFT JOIN parties_partyname name ON name.party_id = party.id
LEFT JOIN parties_partynumber number ON number.party_id = party.id
LEFT JOIN parties_regionmembership membership ON membership.party_id = party.id
LEFT JOIN parties_region region ON region.id = membership.region_id
WHERE party.partnership_id = %(partnership)s
      AND (%(parties)s::bigint[] IS NULL OR party.id = ANY(%(parties)s::bigint[]))
GROUP BY party.id
"""

CONTACTS = """
SELECT 'contact-' || contact.id, 'contact', 'contact-' || contact.id, contact.title, '',
       contact.description, contact.valid_from, contact.valid_to, true, '',
       '/kontakt/#' || contact.slug, ''
FROM parties_contactpoint contact
WHERE contact.partnership_id = %(partnership)s
      AND (%(contacts)s::bigint[] IS NULL OR contact.id = ANY(%(contacts)s::bigint[]))
"""

MEASURES = """
SELECT 'plan-' || plan.id, 'measure', 'measure-' || measure.id,
       left(measure.number || ' ' || measure.text, 500), plan.title,
       concat_ws(' ', measure.text, measure.responsible, measure.responsible_elsewhere,
                 area.title),
       edition.valid_from, edition.valid_to, edition.state <> 'hearing', edition.state,
       '/handlingsplan/' || plan.slug || '/tiltak/' || measure.number || '/', ''
FROM plans_measure measure
JOIN plans_focusarea area ON area.id = measure.area_id
JOIN plans_planedition edition ON edition.id = measure.edition_id
JOIN plans_plan plan ON plan.id = edition.plan_id
WHERE edition.id = ANY(%(plan_editions)s)
"""

ENTRIES = (PROVISIONS, DOCUMENTS, BODIES, PARTIES, CONTACTS, MEASURES)
FACTS = """owner, kind, key, title, context, body, valid_from, valid_to, is_effective, status, path,
           path_in_force"""

# OFFSET 0 keeps what is worked out here from being worked out again wherever it is named.
WANTED = f"""
SELECT *, md5(ROW({FACTS})::text)::uuid AS fingerprint
FROM ({" UNION ALL ".join(ENTRIES)} OFFSET 0) AS found
"""

# A provision's context (its document's title) is shown with it and is not what it is found by.
VECTOR = """
    setweight(to_tsvector('norwegian', title), 'A')
    || setweight(to_tsvector('norwegian', CASE kind WHEN 'provision' THEN '' ELSE context END), 'C')
    || setweight(to_tsvector('norwegian', body), 'D')
    || array_to_tsvector(ARRAY[%(tag)s, 'xk' || kind])
"""

# The same text often stands in several editions: it is taken apart once.
COUNTED = """
SELECT word, sum(times) AS entries
FROM (SELECT to_tsvector('simple', text) AS vector, times
      FROM (SELECT title || ' ' || context || ' ' || body AS text, count(*) AS times
            FROM {entries} GROUP BY 1) AS texts OFFSET 0) AS parsed,
     LATERAL unnest(tsvector_to_array(vector)) AS word
GROUP BY word
"""

ADD = f"""
WITH added AS (
    INSERT INTO portal_searchentry (partnership_id, {FACTS}, fingerprint, vector)
    SELECT %(partnership)s, {FACTS}, fingerprint, {VECTOR} FROM ({WANTED}) AS wanted
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
SELECT gin_clean_pending_list('portal_search_vector') FROM pg_class
WHERE oid = 'portal_search_vector'::regclass AND pg_has_role(relowner, 'USAGE')
"""
AS_BEFORE = """
SET LOCAL gin_pending_list_limit TO DEFAULT; SET LOCAL work_mem TO DEFAULT;
SET LOCAL jit TO DEFAULT
"""

READ = frozenset(re.findall(r"(?:FROM|JOIN) ([a-z]+_[a-z]+)", WANTED))
"""The tables whose rows show in entries."""

Only = Collection[Changed] | None


def shown() -> frozenset[type[Model]]:
    """The models whose records show in entries."""
    return frozenset(model for model in apps.get_models() if model._meta.db_table in READ)


@cache
def concerns() -> tuple[str, ...]:
    """The concerns of all that shows in entries: of a change of others the index is not told."""
    return tuple(sorted({concern_of(model) for model in shown()}))


def tag(partnership: Partnership) -> str:
    """The lexeme that every entry of a helsefellesskap carries, so that they stay apart."""
    return f"xp{partnership.pk}"


def rebuild(partnership: Partnership) -> None:
    """Makes all entries and words of a helsefellesskap anew."""
    with transaction.atomic(), scope(partnership=partnership):
        SearchEntry.objects.all()._raw_delete(using="default")
        SearchWord.objects.all()._raw_delete(using="default")
        with _gathering():
            _execute(ADD.format(new="true"), _parameters(partnership, None))


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
        wanted = {row[0] for row in _execute(f"SELECT fingerprint FROM ({WANTED}) w", parameters)}
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
                _execute(ADD.format(new="fingerprint = ANY(%(new)s)"), parameters | {"new": new})


def _about(only: Only) -> dict[str, list[int]] | None:
    """The ids to look at by kind of owner; None for everything."""
    if only is None:
        return None
    about: dict[str, list[int]] = {kind: [] for kind in OWNERS.values()}
    for thing in only:
        kind = thing if isinstance(thing, type) else type(thing)
        if kind._meta.db_table not in READ:
            continue
        if kind is thing or thing.pk is None or kind not in {*OWNERS, *UNDER}:
            return None
        owner, key = UNDER.get(kind) or (OWNERS[kind], "pk")
        about[owner].append(attrgetter(key)(thing))
    return about


def _present(about: dict[str, list[int]] | None) -> dict[UUID | None, list[int]]:
    """The ids of the entries that there are, by fingerprint."""
    entries = SearchEntry.objects.all()
    if about is not None:
        owners = [f"{kind}-{pk}" for kind, pks in about.items() for pk in pks]
        entries = entries.filter(owner__in=owners)
    present: dict[UUID | None, list[int]] = {}
    for pk, fingerprint in entries.values_list("pk", "fingerprint"):
        present.setdefault(fingerprint, []).append(pk)
    return present


def _parameters(partnership: Partnership, about: dict[str, list[int]] | None) -> dict[str, Any]:
    editions = Edition.objects.public()
    if about is not None:
        editions = editions.filter(document__in=about["document"])
    found = list(editions)
    return {
        "partnership": partnership.pk,
        "tag": tag(partnership),
        "editions": [edition.pk for edition in found],
        "effective": [edition.pk for edition in found if _is_effective(edition)],
        "bodies": about and about["body"],
        "parties": about and about["party"],
        "contacts": about and about["contact"],
        "plan_editions": _plan_editions(about),
    }


def _plan_editions(about: dict[str, list[int]] | None) -> list[int]:
    """Of each plan the edition that its page shows, so that a measure is found once."""
    editions = PlanEdition.objects.public().to_show_on(datetime.date.max)
    if about is not None:
        editions = editions.filter(plan__in=about["plan"])
    shown: dict[int, int] = {}
    for pk, plan in editions.values_list("pk", "plan_id"):
        shown.setdefault(plan, pk)
    return list(shown.values())


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


def _is_effective(edition: Edition) -> bool:
    if edition.status in {EditionStatus.ADOPTED, EditionStatus.WITHDRAWN}:
        return edition.valid_from is not None
    return edition.status in {EditionStatus.IN_FORCE, EditionStatus.SUPERSEDED}
