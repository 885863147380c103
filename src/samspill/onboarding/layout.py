"""The sheets of the workbook and their columns; everything else goes by this table."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from samspill.bodies.models import Body, Role, Seat
from samspill.common.workbooks.columns import TEXT, Column, Sheet
from samspill.common.workbooks.values import Day, OneOf, TextForm, YesNo
from samspill.onboarding.values import (
    MunicipalityNumber,
    NameElsewhere,
    OrganisationNumber,
    References,
)
from samspill.parties.models import Assignment, ContactPoint, Participation, Party, Person, Region

LINES, DAY, YES_NO = TextForm(lines=True), Day(), YesNo()
CODE = "code"
GUIDE, LISTS = _("Read this first"), _("Lists")


_CODE = Column(CODE, TEXT, _("Code (leave as it is)"), own=False)
_PERIOD = (Column("valid_from", DAY), Column("valid_to", DAY))

PARTIES = Sheet(
    "parties",
    _("Parties"),
    Party,
    (
        Column("name", required=True, example=_("Storvik municipality")),
        Column("kind", OneOf(Party.Kind), required=True, example=Party.Kind.MUNICIPALITY.label),
        Column("short_name", example="Storvik"),
        Column(
            "municipality_number",
            MunicipalityNumber(),
            _("Municipality number"),
            own=False,
            example="5006",
        ),
        Column("side", NameElsewhere("sides"), required=True, example=_("The municipalities")),
        Column("capacity", OneOf(Participation.Capacity), _("Takes part as"), own=False,
               example=Participation.Capacity.MEMBER.label),
        Column("part_of", NameElsewhere("parties")),
        Column("organisation_number", OrganisationNumber()),
        Column("website", example="https://www.storvik.example"),
        Column("summary", LINES),
        *_PERIOD,
        _CODE,
    ),
)  # fmt: skip
REGIONS = Sheet(
    "regions",
    _("Regions"),
    Region,
    (
        Column("name", required=True, example=_("The inland region")),
        Column("kind", example="kommuneregion"),
        Column("side", NameElsewhere("sides"), required=True, example=_("The municipalities")),
        Column("host", NameElsewhere("parties"), example=_("Storvik municipality")),
        Column(
            "members",
            References("parties"),
            _("Members (with a semicolon between)"),
            own=False,
            example=_("Storvik municipality; Lillevik municipality"),
        ),
        Column("summary", LINES),
        *_PERIOD,
        _CODE,
    ),
)
PEOPLE = Sheet(
    "people",
    _("Persons"),
    Person,
    (
        Column("name", required=True, example="Kari Nordmann"),
        Column("email", example="kari@storvik.example"),
        Column("phone", example="73 00 00 00"),
        Column("party", NameElsewhere("parties"), _("Works in"), example=_("Storvik municipality")),
        Column("role", OneOf(Assignment.Kind), _("Role"), own=False,
               example=Assignment.Kind.CONTACT.label),
        Column(
            "role_party", NameElsewhere("parties"), _("Has the role for"), own=False,
            example=_("Storvik municipality"),
        ),
        Column("role_from", DAY, _("Has the role from"), own=False, example="1.1.2026"),
        Column("role_to", DAY, _("Has the role to and including"), own=False),
        _CODE,
    ),
)  # fmt: skip
CONTACT_POINTS = Sheet(
    "contact_points",
    _("Contact points"),
    ContactPoint,
    (
        Column("title", required=True, example=_("Coordinating unit in Storvik")),
        Column("kind", OneOf(ContactPoint.Kind), required=True,
               example=ContactPoint.Kind.COORDINATING_UNIT.label),
        Column("party", NameElsewhere("parties"), example=_("Storvik municipality")),
        Column("region", NameElsewhere("regions")),
        Column("description", LINES),
        Column("email", example="ke@storvik.example"),
        Column("phone", example="73 00 00 01"),
        Column("url"),
        *_PERIOD,
        _CODE,
    ),
)  # fmt: skip
BODIES = Sheet(
    "bodies",
    _("Bodies"),
    Body,
    (
        Column("name", required=True, example=_("Strategic committee")),
        Column("short_name", example="SSU"),
        Column("kind", OneOf(Body.Kind), required=True, example=Body.Kind.BODY.label),
        Column("tier", NameElsewhere("tiers"), required=True, example=_("Strategic level")),
        Column("parent", NameElsewhere("bodies"), example=_("Partnership meeting")),
        Column("summary", LINES),
        Column("decision_rule", OneOf(Body.DecisionRule),
               example=Body.DecisionRule.CONSENSUS.label),
        Column("meeting_frequency", example=_("Four times a year")),
        *_PERIOD,
        _CODE,
    ),
)  # fmt: skip
SEATS = Sheet(
    "seats",
    _("Seats"),
    Seat,
    (
        Column("body", NameElsewhere("bodies"), required=True, example=_("Strategic committee")),
        Column("label", TEXT, _("Seat"), required=True, example=_("Storvik municipality")),
        Column("role", OneOf(Role), required=True, example=Role.MEMBER.label),
        Column("side", NameElsewhere("sides"), required=True, example=_("The municipalities")),
        Column("represents_party", NameElsewhere("parties"), example=_("Storvik municipality")),
        Column("represents_region", NameElsewhere("regions")),
        Column("represents_role"),
        Column("may_vote", YES_NO, example=_("Yes")),
        Column("person", NameElsewhere("people"), _("Person"), own=False, example="Kari Nordmann"),
        Column("holder", TEXT, _("Holder, by role"), own=False, example=_("Municipal director")),
        Column("held_from", DAY, _("Sits from"), own=False, example="1.1.2026"),
        Column("held_to", DAY, _("Sits to and including"), own=False, example="31.12.2027"),
        *_PERIOD,
        _CODE,
    ),
)

SHEETS = {sheet.name: sheet for sheet in (PARTIES, REGIONS, PEOPLE, CONTACT_POINTS, BODIES, SEATS)}
"""In the order in which they are saved: what is referred to comes first."""
