"""What the search finds of parties; see ``common/findable.py``."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from samspill.common.findable import Findable
from samspill.parties.models import (
    ContactPoint,
    Party,
    PartyName,
    PartyNumber,
    Region,
    RegionMembership,
)

PARTIES = """
SELECT 'party-' || party.id, 'party', 'party-' || party.id, party.name,
       concat_ws(', ', nullif(party.short_name, ''), string_agg(DISTINCT name.name, ', ')),
       concat_ws(' ', party.summary, string_agg(DISTINCT number.number, ' '),
                 string_agg(DISTINCT region.name, ' ')),
       party.valid_from, party.valid_to, true, '',
       CASE WHEN party.kind = 'municipality' THEN {municipality} ELSE {party} END, ''
FROM parties_party party
LEFT JOIN parties_partyname name ON name.party_id = party.id
LEFT JOIN parties_partynumber number ON number.party_id = party.id
LEFT JOIN parties_regionmembership membership ON membership.party_id = party.id
LEFT JOIN parties_region region ON region.id = membership.region_id
WHERE party.partnership_id = %(partnership)s
      AND (%(party)s::bigint[] IS NULL OR party.id = ANY(%(party)s::bigint[]))
GROUP BY party.id
"""

CONTACTS = r"""
SELECT 'contactpoint-' || contact.id, 'contact', 'contact-' || contact.id, contact.title, '',
       concat_ws(' ', contact.description, contact.email, contact.phone, contact.url,
                 right(regexp_replace(contact.phone, '\D', '', 'g'), 8)),
       contact.valid_from, contact.valid_to, true, '',
       {contact} || '#' || contact.slug, ''
FROM parties_contactpoint contact
WHERE contact.partnership_id = %(partnership)s
      AND (%(contactpoint)s::bigint[] IS NULL OR contact.id = ANY(%(contactpoint)s::bigint[]))
"""

FINDABLE = (
    Findable(
        kind="party",
        label=_("Municipalities and organisations"),
        order=40,
        owner=Party,
        under={PartyName: "party_id", PartyNumber: "party_id", RegionMembership: "party_id"},
        in_many=(Region,),
        entries=PARTIES,
        pages={"municipality": {"slug": "party.slug"}, "party": {"slug": "party.slug"}},
    ),
    Findable(
        kind="contact",
        label=_("Contact"),
        order=50,
        owner=ContactPoint,
        entries=CONTACTS,
        pages={"contact": {}},
    ),
)
