"""Who takes part, as declarations; see ``common/open_format/kind.py``."""

from __future__ import annotations

from typing import Any

from samspill.common.norwegian import sort_key
from samspill.common.open_format.kind import KindReference, RecordKind, Within
from samspill.common.open_format.places import InPartnership, ListFile
from samspill.parties import models
from samspill.parties.open_format import checks, shorthand, types

SAID_HERE = "said by those who sign in here; a load of files must not take it back"
NOBODY = "real people are never named in files"


def _encode_party(party: types.Party) -> dict[str, Any]:
    return {
        "sort_key": sort_key(party.name),
        "tile_row": party.tile.row if party.tile else None,
        "tile_column": party.tile.column if party.tile else None,
    }


def _decode_party(values: dict[str, Any]) -> dict[str, Any]:
    if values["tile_row"] is None:
        return {}
    return {"tile": {"row": values["tile_row"], "column": values["tile_column"]}}


KINDS = [
    RecordKind(
        "own_language",
        models.OwnLanguage,
        types.OwnLanguage,
        ("language",),
        place=InPartnership("languages", order=5),
        position="order",
    ),
    RecordKind("side", models.Side, types.Side, place=InPartnership("sides", order=10)),
    RecordKind(
        "party",
        models.Party,
        types.Party,
        place=ListFile("parties.yaml", "parties"),
        refs={"side": KindReference("side"), "part_of": KindReference("party")},
        children={
            "names": "party_name",
            "numbers": "party_number",
            "participation": "participation",
            "succeeded_by": "party_succession",
        },
        left_out=("tile",),
        extra=("sort_key", "tile_row", "tile_column"),
        encode=_encode_party,
        decode=_decode_party,
        expand=shorthand.number_municipalities,
        check=checks.check_parties,
        not_exported={"confirmed_on": SAID_HERE},
    ),
    RecordKind(
        "party_name",
        models.PartyName,
        types.PartyName,
        ("kind", "language", "valid_from"),
        parent="party",
        paired=True,
        within=(Within(),),
    ),
    RecordKind(
        "party_number",
        models.PartyNumber,
        types.PartyNumber,
        ("number", "valid_from"),
        parent="party",
        paired=True,
        within=(Within(),),
    ),
    RecordKind(
        "participation",
        models.Participation,
        types.Participation,
        ("valid_from",),
        parent="party",
        paired=True,
        within=(Within(),),
    ),
    RecordKind(
        "party_succession",
        models.PartySuccession,
        types.Successor,
        ("party", "on"),
        parent="party",
        refs={"party": KindReference("party", column="successor")},
        renamed={"on": "date"},
        paired=True,
    ),
    RecordKind(
        "region",
        models.Region,
        types.Region,
        place=ListFile("regions.yaml", "regions"),
        refs={"side": KindReference("side"), "host": KindReference("party")},
        children={"members": "region_member"},
        check=checks.check_regions,
    ),
    RecordKind(
        "region_member",
        models.RegionMembership,
        types.RegionMember,
        ("party", "valid_from"),
        parent="region",
        refs={"party": KindReference("party")},
        paired=True,
        within=(Within(called="the membership"), Within("party", called="the membership")),
    ),
    RecordKind(
        "person",
        models.Person,
        types.Person,
        place=ListFile("persons.yaml", "persons"),
        renamed={"invented": "is_invented"},
        only={"is_invented": True},
        not_exported={
            "user": "belongs to those who sign in, where they sign in",
            "party": NOBODY,
            "email": NOBODY,
            "phone": NOBODY,
            "invited_email": NOBODY,
            "erased_on": "tells of a real person who was named here",
        },
    ),
    RecordKind(
        "contact",
        models.ContactPoint,
        types.Contact,
        place=ListFile("contacts.yaml", "contacts"),
        refs={"party": KindReference("party"), "region": KindReference("region")},
        not_exported={"confirmed_on": SAID_HERE},
    ),
    RecordKind(
        "retention",
        models.Retention,
        types.Retention,
        ("kind",),
        place=InPartnership("retention", order=50),
    ),
    RecordKind(
        "facility",
        models.Facility,
        types.Facility,
        place=ListFile("facilities.yaml", "facilities"),
        many={"parties": "party"},
    ),
]
