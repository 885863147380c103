"""Who adopted an edition and when, in the reader's words."""

from __future__ import annotations

from django.utils.translation import gettext as _

from samspill.common.moments import in_full
from samspill.documents.models import Edition


def adopted_in_words(edition: Edition) -> str:
    """«Vedtatt 3. mars 2027 av Strategisk utvalg. Sak 4/27»; empty where nothing is entered."""
    said = []
    if edition.adopted_on:
        said.append(_("Adopted on %(date)s") % {"date": in_full(edition.adopted_on)})
    elif edition.adopted_by or edition.adopted_by_each_party:
        said.append(_("Adopted"))
    if edition.adopted_by:
        said.append(_("by %(body)s") % {"body": edition.adopted_by.name})
    elif edition.adopted_by_each_party:
        said.append(_("by each party itself"))
    if edition.recommended_by:
        said.append(_("on the recommendation of %(body)s") % {"body": edition.recommended_by.name})
    told = f"{' '.join(said)}." if said else ""
    otherwise = ""
    if edition.adopted_otherwise:
        otherwise = _("Decided otherwise than the rules say: %(why)s") % {
            "why": edition.adopted_otherwise
        }
    return " ".join(filter(None, [told, edition.adopted_note, otherwise]))
