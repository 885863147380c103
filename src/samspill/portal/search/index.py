"""Making the search index of a helsefellesskap anew, inside the transaction that changed it.

Only what is public goes in, by the same rules as the pages, so that nothing unpublished can be
found, counted or suggested.
"""

# The statements are put together from constants of this module only.
# ruff: noqa: S608
from __future__ import annotations

from typing import Any

from django.db import connection
from django_scopes import scope

from samspill.common.models import Partnership
from samspill.documents.models import Document, Edition, EditionStatus
from samspill.portal.models import SearchEntry, SearchWord

VECTOR = """
    setweight(to_tsvector('norwegian', {title}), 'A')
    || setweight(to_tsvector('norwegian', {context}), 'C')
    || setweight(to_tsvector('norwegian', {body}), 'D')
    || array_to_tsvector(ARRAY[%(tag)s, {kind}])
"""
COLUMNS = """(partnership_id, kind, key, title, context, body, valid_from, valid_to, is_effective,
              status, path, path_in_force, vector)"""

PROVISIONS = f"""
INSERT INTO portal_searchentry {COLUMNS}
SELECT %(partnership)s, 'provision', 'provision-' || found.provision_id, found.title, found.context,
       found.body, found.valid_from, found.valid_to, found.effective, found.status,
       '/avtaler/' || found.document || '/utgaver/' || found.edition || '/#' || found.provision,
       '/avtaler/' || found.document || '/#' || found.provision,
       {VECTOR.format(title="found.title", context="''", body="found.body", kind="'xkprovision'")}
FROM (
    SELECT text.provision_id, btrim(text.number || ' ' || text.heading) AS title,
           CASE WHEN document.number = '' THEN document.title
                ELSE kind.name || ' ' || document.number || ': ' || document.title END AS context,
           translate(text.body, '*_#`|>', '      ') AS body,
           CASE WHEN edition.status = 'hearing' THEN edition.hearing_from
                ELSE edition.valid_from END AS valid_from,
           CASE WHEN edition.status = 'hearing' THEN edition.hearing_to
                ELSE edition.valid_to END AS valid_to,
           edition.status, edition.slug AS edition,
           document.slug AS document, provision.slug AS provision,
           (edition.id = ANY(%(effective)s)) AS effective
    FROM documents_provisiontext text
    JOIN documents_edition edition ON edition.id = text.edition_id
    JOIN documents_document document ON document.id = edition.document_id
    JOIN documents_documentkind kind ON kind.id = document.kind_id
    JOIN documents_provision provision ON provision.id = text.provision_id
    WHERE edition.id = ANY(%(editions)s)
) AS found
"""

DOCUMENTS = f"""
INSERT INTO portal_searchentry {COLUMNS}
SELECT %(partnership)s, 'document', 'document-' || found.id, found.title, found.context, found.body,
       found.valid_from, found.valid_to, found.effective, found.status,
       '/avtaler/' || found.slug || '/', '',
       {
    VECTOR.format(
        title="found.title", context="found.context", body="found.body", kind="'xkdocument'"
    )
}
FROM (
    SELECT document.id, document.slug, kind.name AS context,
           CASE WHEN document.number = '' THEN document.title
                ELSE kind.name || ' ' || document.number || ': ' || document.title END AS title,
           document.summary || ' ' || document.short_title || ' '
               || coalesce(string_agg(DISTINCT edition.title, ' '), '') || ' '
               || coalesce(string_agg(DISTINCT edition.preamble, ' '), '') AS body,
           CASE WHEN bool_or(edition.id = ANY(%(effective)s) AND edition.valid_from IS NULL)
                THEN NULL
                ELSE min(edition.valid_from) FILTER (WHERE edition.id = ANY(%(effective)s)) END
               AS valid_from,
           CASE WHEN bool_or(edition.id = ANY(%(effective)s) AND edition.valid_to IS NULL) THEN NULL
                ELSE max(edition.valid_to) FILTER (WHERE edition.id = ANY(%(effective)s)) END
               AS valid_to,
           bool_or(edition.id = ANY(%(effective)s)) AS effective,
           (array_agg(edition.status ORDER BY edition.valid_from DESC NULLS LAST))[1] AS status
    FROM documents_document document
    JOIN documents_documentkind kind ON kind.id = document.kind_id
    JOIN documents_edition edition ON edition.document_id = document.id
    WHERE document.id = ANY(%(documents)s) AND edition.id = ANY(%(editions)s)
    GROUP BY document.id, kind.id
) AS found
"""

BODIES = f"""
INSERT INTO portal_searchentry {COLUMNS}
SELECT %(partnership)s, 'body', 'body-' || found.id, found.title, found.context, found.body,
       found.valid_from, found.valid_to, true, '', '/organer/' || found.slug || '/', '',
       {
    VECTOR.format(title="found.title", context="found.context", body="found.body", kind="'xkbody'")
}
FROM (
    SELECT body.id, body.slug, body.valid_from, body.valid_to,
           body.name || CASE WHEN body.short_name = '' THEN ''
                             ELSE ' (' || body.short_name || ')' END AS title,
           array_to_string(body.also_known_as, ', ') AS context,
           body.summary || ' ' || coalesce(string_agg(
               mandate.text || ' ' || array_to_string(mandate.tasks, ' '), ' '), '') AS body
    FROM bodies_body body LEFT JOIN bodies_mandate mandate ON mandate.body_id = body.id
    WHERE body.partnership_id = %(partnership)s
    GROUP BY body.id
) AS found
"""

PARTIES = f"""
INSERT INTO portal_searchentry {COLUMNS}
SELECT %(partnership)s, 'party', 'party-' || found.id, found.title, found.context, found.body,
       found.valid_from, found.valid_to, true, '',
       CASE WHEN found.kind = 'municipality' THEN '/kommuner/' ELSE '/parter/' END
           || found.slug || '/', '',
       {
    VECTOR.format(title="found.title", context="found.context", body="found.body", kind="'xkparty'")
}
FROM (
    SELECT party.id, party.slug, party.kind, party.name AS title, party.valid_from, party.valid_to,
           concat_ws(', ', nullif(party.short_name, ''), string_agg(DISTINCT name.name, ', '))
               AS context,
           concat_ws(' ', party.summary, string_agg(DISTINCT number.number, ' '),
                     string_agg(DISTINCT region.name, ' ')) AS body
    FROM parties_party party
    LEFT JOIN parties_partyname name ON name.party_id = party.id
    LEFT JOIN parties_partynumber number ON number.party_id = party.id
    LEFT JOIN parties_regionmembership membership ON membership.party_id = party.id
    LEFT JOIN parties_region region ON region.id = membership.region_id
    WHERE party.partnership_id = %(partnership)s
    GROUP BY party.id
) AS found
"""

CONTACTS = f"""
INSERT INTO portal_searchentry {COLUMNS}
SELECT %(partnership)s, 'contact', 'contact-' || contact.id, contact.title, '', contact.description,
       contact.valid_from, contact.valid_to, true, '', '/kontakt/#' || contact.slug, '',
       {
    VECTOR.format(
        title="contact.title", context="''", body="contact.description", kind="'xkcontact'"
    )
}
FROM parties_contactpoint contact WHERE contact.partnership_id = %(partnership)s
"""

WORDS = """
INSERT INTO portal_searchword (partnership_id, word, lexeme, entries)
SELECT %(partnership)s, stat.word, lexemes.lexeme[1], stat.ndoc
FROM ts_stat(format(
    'SELECT to_tsvector(''simple'', title || '' '' || context || '' '' || body)
     FROM portal_searchentry WHERE partnership_id = %%s', %(partnership)s::bigint)) AS stat,
     LATERAL (SELECT ts_lexize('norwegian_stem', stat.word) AS lexeme) AS lexemes
WHERE lexemes.lexeme[1] IS NOT NULL AND length(stat.word) <= 200
"""


def tag(partnership: Partnership) -> str:
    """The lexeme that every entry of a helsefellesskap carries, so that they stay apart."""
    return f"xp{partnership.pk}"


def rebuild(partnership: Partnership) -> None:
    """Makes all entries and words of a helsefellesskap anew."""
    with scope(partnership=partnership):
        SearchEntry.objects.all()._raw_delete(using="default")
        SearchWord.objects.all()._raw_delete(using="default")
        editions = Edition.objects.public()
        effective = [e.pk for e in editions if _is_effective(e)]
        parameters: dict[str, Any] = {
            "partnership": partnership.pk,
            "tag": tag(partnership),
            "editions": [edition.pk for edition in editions],
            "effective": effective,
            "documents": list(Document.objects.public().values_list("pk", flat=True)),
        }
    with connection.cursor() as cursor:
        for statement in (PROVISIONS, DOCUMENTS, BODIES, PARTIES, CONTACTS, WORDS):
            cursor.execute(statement, parameters)


def _is_effective(edition: Edition) -> bool:
    if edition.status in {EditionStatus.ADOPTED, EditionStatus.WITHDRAWN}:
        return edition.valid_from is not None
    return edition.status in {EditionStatus.IN_FORCE, EditionStatus.SUPERSEDED}
