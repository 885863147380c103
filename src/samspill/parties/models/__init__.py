"""Who takes part: organisations, regions, people and their roles, where to turn."""

from samspill.parties.models.names import PartyName, PartyNumber, official_name_on
from samspill.parties.models.organisations import (
    Facility,
    OwnLanguage,
    Participation,
    Party,
    PartyQuerySet,
    PartySuccession,
    Region,
    RegionMembership,
    Side,
)
from samspill.parties.models.people import (
    Assignment,
    ContactPoint,
    Person,
    Retention,
    SecondStepDemand,
)

__all__ = [
    "Assignment",
    "ContactPoint",
    "Facility",
    "OwnLanguage",
    "Participation",
    "Party",
    "PartyName",
    "PartyNumber",
    "PartyQuerySet",
    "PartySuccession",
    "Person",
    "Region",
    "RegionMembership",
    "Retention",
    "SecondStepDemand",
    "Side",
    "official_name_on",
]
