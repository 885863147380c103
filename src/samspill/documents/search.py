"""What the search finds of documents; see ``common/findable.py``."""

# The statements are put together from constants of this module only.
# ruff: noqa: S608
from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from samspill.common.findable import Findable, Replacing
from samspill.common.models import Source
from samspill.documents.models import (
    Document,
    DocumentKind,
    Edition,
    EditionStatus,
    Provision,
    ProvisionText,
    Requirement,
    Statute,
)
from samspill.documents.naming import label_of
from samspill.documents.succession import successors

# Markdown's marks as spaces. replace() looks for a byte; translate() at every letter, nine times
# as long.
WITHOUT_MARKS = "text.body"
for _mark in "*_#`|>":
    WITHOUT_MARKS = f"replace({WITHOUT_MARKS}, '{_mark}', ' ')"

NAME = """CASE WHEN document.number = '' THEN coalesce(nullif(document.title, ''), kind.name)
            ELSE kind.name || ' ' || document.number
                 || CASE WHEN document.title = '' THEN '' ELSE ': ' || document.title END END"""
"""``Document.label`` in SQL; a test holds the two together. One without title and number is found
by its kind."""
ON_HEARING = f"edition.status = '{EditionStatus.HEARING.value}'"

KNOWN_FROM = "samspill_known_from(edition.valid_from, edition.valid_to, source.year)"

PROVISIONS = f"""
SELECT 'document-' || document.id AS owner, 'provision' AS kind,
       'provision-' || text.provision_id AS key,
       btrim(text.number || ' ' || text.heading) AS title,
       {NAME} AS context,
       {WITHOUT_MARKS} AS body,
       CASE WHEN {ON_HEARING} THEN edition.hearing_from ELSE {KNOWN_FROM} END AS valid_from,
       CASE WHEN {ON_HEARING} THEN edition.hearing_to ELSE edition.valid_to END AS valid_to,
       (edition.id = ANY(%(effective)s)) AS is_effective, edition.status AS status,
       {{edition}} || '#' || provision.slug AS path,
       {{document}} || '#' || provision.slug AS path_in_force
FROM documents_provisiontext text
JOIN documents_edition edition ON edition.id = text.edition_id
JOIN documents_document document ON document.id = edition.document_id
JOIN documents_documentkind kind ON kind.id = document.kind_id
JOIN documents_provision provision ON provision.id = text.provision_id
LEFT JOIN common_source source ON source.id = edition.source_id
WHERE edition.id = ANY(%(editions)s)
"""

DOCUMENTS = f"""
SELECT 'document-' || document.id, 'document', 'document-' || document.id,
       {NAME},
       kind.name,
       document.summary || ' ' || document.short_title || ' '
           || coalesce(string_agg(DISTINCT edition.title, ' '), '') || ' '
           || coalesce(string_agg(DISTINCT edition.preamble, ' '), ''),
       min({KNOWN_FROM}) FILTER (WHERE edition.id = ANY(%(effective)s)),
       CASE WHEN bool_or(edition.id = ANY(%(effective)s) AND edition.valid_to IS NULL) THEN NULL
            ELSE max(edition.valid_to) FILTER (WHERE edition.id = ANY(%(effective)s)) END,
       bool_or(edition.id = ANY(%(effective)s)),
       (array_agg(edition.status ORDER BY edition.valid_from DESC NULLS LAST, edition.id))[1],
       {{document}}, ''
FROM documents_document document
JOIN documents_documentkind kind ON kind.id = document.kind_id
JOIN documents_edition edition ON edition.document_id = document.id
LEFT JOIN common_source source ON source.id = edition.source_id
WHERE edition.id = ANY(%(editions)s)
GROUP BY document.id, kind.id
"""

REQUIREMENTS = """
SELECT 'requirement-' || requirement.id, 'requirement',
       'requirement-' || statute.id || '-' || requirement.number,
       statute.short_name || ' nr. ' || requirement.number || ': ' || requirement.heading,
       statute.name, requirement.text,
       requirement.valid_from, requirement.valid_to, true, '',
       {law} || '#' || statute.slug || '-' || requirement.number, ''
FROM documents_requirement requirement
JOIN documents_statute statute ON statute.id = requirement.statute_id
WHERE requirement.partnership_id = %(partnership)s
      AND (%(requirement)s::bigint[] IS NULL
           OR requirement.id = ANY(%(requirement)s::bigint[]))
"""


def editions(documents: list[int] | None) -> dict[str, Any]:
    """The editions that anyone may see, and those among them that hold or have held."""
    public = Edition.objects.public()
    if documents is not None:
        public = public.filter(document__in=documents)
    found = list(public)
    return {
        "editions": [edition.pk for edition in found],
        "effective": [edition.pk for edition in found if edition.holds_some_time],
    }


def replaced_by() -> dict[int, list[Replacing]]:
    """The public documents that each public one went over into, by its primary key; one query."""
    return {
        before: [Replacing(label_of(one), "document", one.slug) for one in found]
        for before, found in successors().items()
    }


PAGES = {
    "document": {"slug": "document.slug"},
    "edition": {"slug": "document.slug", "edition": "edition.slug"},
}

FINDABLE = (
    Findable(
        kind="document",
        label=_("Documents"),
        order=10,
        owner=Document,
        under={Edition: "document_id"},
        in_many=(DocumentKind, Source),
        entries=DOCUMENTS,
        pages=PAGES,
        parameters=editions,
        replaced_by=replaced_by,
    ),
    # A provision's context (its document's title) is shown with it and is not what it is found by.
    Findable(
        kind="provision",
        label=_("Provisions"),
        order=20,
        owner=Document,
        under={Edition: "document_id", ProvisionText: "edition.document_id"},
        in_many=(DocumentKind, Provision, Source),
        entries=PROVISIONS,
        pages=PAGES,
        parameters=editions,
        weight=1,
        found_by_context=False,
        replaced_by=replaced_by,
    ),
    Findable(
        kind="requirement",
        label=_("What the law asks"),
        order=25,
        owner=Requirement,
        in_many=(Statute,),
        entries=REQUIREMENTS,
        pages={"law": {}},
    ),
)
