"""The registers: every kind of record that the secretariat keeps, as one declaration each.

A register says what a kind is called, which fields its form has, what its list shows, and what
hangs under it. Task pages (appoint, new edition, merge) stand beside and come first for the
reader; here is all the rest, so that whatever the files can say, the browser can.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from samspill.bodies import models as bodies
from samspill.commitments import models as commitments
from samspill.common import models as common
from samspill.documents import models as documents
from samspill.parties import models as parties
from samspill.workspace.plan_registers import plan_registers

Text = str | Promise
PERIOD = ("valid_from", "valid_to")
SOURCE = ("source", "source_note")


@dataclass(frozen=True)
class Register:
    """One kind of record.

    Attributes:
        slug: its name in the address.
        model: the table.
        one, many: what one and several are called.
        fields: what its form asks for, in order; period and source are added when it has them.
        columns: what its list shows.
        parent: the field that points at what it hangs under; empty for one at the top.
        asked: fields in which the list's search looks.
        about: what it is, in a sentence.
    """

    slug: str
    model: type[models.Model]
    one: Text
    many: Text
    fields: tuple[str, ...]
    columns: tuple[str, ...]
    parent: str = ""
    asked: tuple[str, ...] = ()
    about: Text = ""

    @property
    def form_fields(self) -> tuple[str, ...]:
        """The fields of the form: its own, then the period and the source."""
        names = {field.name for field in self.model._meta.get_fields()}
        more = [name for name in (*PERIOD, *SOURCE) if name in names and name not in self.fields]
        return (*self.fields, *more)

    @property
    def is_dated(self) -> bool:
        return issubclass(self.model, common.DatedRecord)

    @property
    def children(self) -> list[Register]:
        """The registers whose records hang under this one's."""
        return [
            register
            for register in REGISTERS.values()
            if register.parent
            and register.model._meta.get_field(register.parent).related_model is self.model
        ]


@dataclass(frozen=True)
class Shelf:
    """Registers that belong together on the overview."""

    name: Text
    registers: tuple[str, ...]


def _registers() -> Iterator[Register]:
    yield Register(
        "kilder", common.Source, _("source"), _("Sources"),
        ("slug", "title", "kind", "publisher", "year", "file", "url", "description"),
        ("title", "publisher", "year"), asked=("title", "publisher"),
        about=_("Documents that facts were taken from."),
    )  # fmt: skip
    yield Register(
        "sider", parties.Side, _("side"), _("Sides"), ("slug", "name", "order"), ("name", "order"),
        about=_("The parts between which a balance is counted: municipalities, hospital trust."),
    )  # fmt: skip
    yield Register(
        "parter", parties.Party, _("party"), _("Parties"),
        ("slug", "name", "kind", "short_name", "side", "part_of", "organisation_number", "website",
         "summary", "tile_row", "tile_column"),
        ("name", "kind", "side"), asked=("name", "short_name"),
        about=_("Municipalities, hospital trusts, clinics and others that take part."),
    )  # fmt: skip
    yield Register(
        "navn", parties.PartyName, _("other name"), _("Other names"),
        ("name", "kind", "language"), ("name", "kind", "language"), parent="party",
    )  # fmt: skip
    yield Register(
        "kommunenummer", parties.PartyNumber, _("municipality number"), _("Municipality numbers"),
        ("number",), ("number",), parent="party",
    )  # fmt: skip
    yield Register(
        "deltakelse", parties.Participation, _("participation"), _("Participation"),
        ("capacity", "note"), ("capacity", "note"), parent="party",
    )  # fmt: skip
    yield Register(
        "overgang", parties.PartySuccession, _("transition"), _("Transitions to other parties"),
        ("successor", "date", "part"), ("successor", "date", "part"), parent="party",
    )  # fmt: skip
    yield Register(
        "regioner", parties.Region, _("region"), _("Regions"),
        ("slug", "name", "kind", "side", "host", "summary"), ("name", "kind", "host"),
        asked=("name",), about=_("Municipalities that act together."),
    )  # fmt: skip
    yield Register(
        "regionmedlemmer", parties.RegionMembership, _("member of the region"),
        _("Members of the region"), ("party",), ("party",), parent="region",
    )  # fmt: skip
    yield Register(
        "kontaktpunkter", parties.ContactPoint, _("contact point"), _("Contact points"),
        ("slug", "title", "kind", "party", "region", "description", "email", "phone", "url"),
        ("title", "kind", "party", "email"), asked=("title", "email"),
        about=_("Where to turn: functions, never private persons."),
    )  # fmt: skip
    yield Register(
        "lagringstider", parties.Retention, _("retention time"), _("Retention of personal data"),
        ("kind", "days", "reason"), ("kind", "days", "reason"),
        about=_("How long personal data is kept after the last role, where it differs from usual."),
    )  # fmt: skip
    yield Register(
        "totrinn", parties.SecondStepDemand, _("demand of a second step"),
        _("Who must sign in with a second step"), ("role",), ("role",),
        about=_("Whoever holds such a role sets up an app or a passkey before anything else."),
    )  # fmt: skip
    yield Register(
        "tilbud", parties.Facility, _("place"), _("Places run together"),
        ("slug", "name", "kind", "beds", "started_year", "parties"),
        ("name", "kind", "beds"), asked=("name",),
        about=_("Municipal emergency beds, district medical centres and the like."),
    )  # fmt: skip
    yield Register(
        "nivaer", bodies.Tier, _("level"), _("Levels"),
        ("slug", "name", "national_name", "description", "order"), ("name", "national_name"),
        about=_("The levels that bodies stand on."),
    )  # fmt: skip
    yield Register(
        "organer", bodies.Body, _("body"), _("Bodies"),
        ("slug", "name", "short_name", "also_known_as", "kind", "tier", "parent", "order",
         "summary", "decision_mode", "decision_rule", "decision_steps", "quorum", "term_months",
         "meeting_frequency"),
        ("name", "short_name", "kind", "tier"), asked=("name", "short_name"),
        about=_("Where the parties meet, and functions that serve them."),
    )  # fmt: skip
    yield Register(
        "mandater", bodies.Mandate, _("mandate"), _("Mandates"), ("text", "tasks"), ("text",),
        parent="body",
    )  # fmt: skip
    yield Register(
        "plasser", bodies.Seat, _("seat"), _("Seats"),
        ("slug", "label", "role", "side", "group", "order", "represents_party",
         "represents_region", "represents_body", "represents_office", "represents_role",
         "may_vote", "may_propose", "may_speak", "substitute_for", "rank", "holders_recorded"),
        ("label", "role", "side"), parent="body",
    )  # fmt: skip
    yield Register(
        "perioder", bodies.Term, _("term"), _("Terms"), ("person", "holder", "is_acting"),
        ("holder", "person"), parent="seat",
    )  # fmt: skip
    yield Register(
        "verv", bodies.Office, _("office"), _("Offices"), ("kind", "seat"), ("kind", "seat"),
        parent="body",
    )  # fmt: skip
    yield Register(
        "rotasjon", bodies.Rotation, _("rotation"), _("Rotation of offices"),
        ("office", "months", "order", "starts_on"), ("office", "months"), parent="body",
    )  # fmt: skip
    yield Register(
        "motekalender", bodies.CalendarEntry, _("meeting day"), _("Calendar"),
        ("date", "starts", "ends", "title", "place", "is_tentative"),
        ("date", "starts", "place"), parent="body",
    )  # fmt: skip
    yield Register(
        "sammensetning", bodies.CompositionRule, _("composition rule"), _("Composition rules"),
        ("balanced", "both_genders", "every_region", "note"),
        ("balanced", "both_genders", "every_region", "note"), parent="body",
    )  # fmt: skip
    yield Register(
        "sammensetningslinjer", bodies.CompositionLine, _("line of the rule"),
        _("Lines of the rule"),
        ("slug", "label", "side", "role", "minimum", "maximum", "one_per", "one_per_tier",
         "order"),
        ("label", "minimum", "maximum"), parent="rule",
    )  # fmt: skip
    yield Register(
        "organarv", bodies.BodySuccession, _("earlier body"), _("Took over from"),
        ("predecessor", "date", "part"), ("predecessor", "date", "part"), parent="body",
    )  # fmt: skip
    yield Register(
        "dokumenttyper", documents.DocumentKind, _("kind of document"), _("Kinds of document"),
        ("slug", "name", "plural", "role", "precedence", "order"), ("name", "role", "precedence"),
        about=_("What documents are called here, and which goes before another."),
    )  # fmt: skip
    yield Register(
        "pasientgrupper", documents.PatientGroup, _("group of patients"), _("Groups of patients"),
        ("slug", "name", "order"), ("name",),
        about=_("Groups that the helsefellesskap gives priority to."),
    )  # fmt: skip
    yield Register(
        "dokumenter", documents.Document, _("document"), _("Documents"),
        ("slug", "kind", "number", "title", "short_title", "parent", "order", "summary",
         "is_public", "exempt_statute", "patient_groups"),
        ("title", "kind", "number"), asked=("title", "short_title", "number"),
        about=_("Agreements, guidelines, routines and the rest, through all their editions."),
    )  # fmt: skip
    yield Register(
        "utgaver", documents.Edition, _("edition"), _("Editions"),
        ("slug", "title", "status", "language", "adopted_on", "adopted_note", "hearing_from",
         "hearing_to", "has_text", "is_public", "preamble", "note", "url"),
        ("slug", "status"), parent="document",
    )  # fmt: skip
    yield Register(
        "ansvar", documents.Responsibility, _("responsible body"), _("Responsible bodies"),
        ("body", "note"), ("body", "note"), parent="document",
    )  # fmt: skip
    yield Register(
        "dokumentparter", documents.DocumentParty, _("party bound"), _("Parties bound"),
        ("party", "signed_on", "note"), ("party", "signed_on"), parent="document",
    )  # fmt: skip
    yield Register(
        "dokumentarv", documents.Succession, _("earlier document"), _("Took over from"),
        ("provision", "predecessor", "predecessor_provision", "date", "part", "into"),
        ("predecessor", "date", "part"), parent="document",
    )  # fmt: skip
    yield Register(
        "henvisninger", documents.Reference, _("reference"), _("References to other documents"),
        ("provision", "target", "target_provision", "kind"), ("target", "kind"),
        parent="document",
    )  # fmt: skip
    yield Register(
        "lovdekning", documents.Coverage, _("coverage"), _("What law it covers"),
        ("statute", "number", "provision", "degree", "note"), ("statute", "number", "degree"),
        parent="document",
    )  # fmt: skip
    yield Register(
        "lover", documents.Statute, _("statute"), _("Statutes"),
        ("slug", "name", "short_name", "url"), ("short_name", "name"),
        about=_("Paragraphs that ask something of the agreement."),
    )  # fmt: skip
    yield Register(
        "lovpunkter", documents.Requirement, _("requirement"), _("Requirements"),
        ("number", "heading", "text"), ("number", "heading"), parent="statute",
    )  # fmt: skip
    yield Register(
        "myndighetsregler", documents.AuthorityRule, _("authority rule"), _("Authority rules"),
        ("slug", "letter", "subject", "decider", "decision_rule", "recommendation_optional",
         "note", "document", "clause", "bodies", "recommending_bodies", "document_kinds"),
        ("letter", "subject", "decider"), asked=("subject",),
        about=_("Who may decide what, and on whose recommendation."),
    )  # fmt: skip
    yield Register(
        "prosesser", documents.Process, _("process"), _("Process calendars"),
        ("slug", "name", "summary", "documents"), ("name",),
        about=_("The steps of a revision, with their time."),
    )  # fmt: skip
    yield Register(
        "milepaeler", documents.Milestone, _("milestone"), _("Milestones"),
        ("position", "title", "as_written", "body"), ("title", "as_written"), parent="process",
    )  # fmt: skip
    yield Register(
        "statusskalaer", commitments.StatusLegend, _("legend"), _("Status legends"),
        ("slug", "name", "about"), ("name", "about"),
        about=_("The statuses that are reported with, each mapped to one common scale."),
    )  # fmt: skip
    yield Register(
        "statuser", commitments.LegendStatus, _("status"), _("Statuses"),
        ("slug", "label", "order", "scale", "needs_reason", "closes", "on_time"),
        ("label", "slug", "scale"), parent="legend",
    )  # fmt: skip
    yield Register(
        "varsling", commitments.Escalation, _("rule of escalation"), _("Rules of escalation"),
        ("process", "days_late", "to", "body"), ("process", "days_late", "to"),
        about=_("Who else is told when something is so many days late."),
    )  # fmt: skip


REGISTERS: dict[str, Register] = {
    register.slug: register for register in (*_registers(), *plan_registers(Register))
}
SHELVES = (
    Shelf(
        _("Who takes part"),
        ("parter", "regioner", "kontaktpunkter", "tilbud", "sider", "lagringstider", "totrinn"),
    ),
    Shelf(_("Bodies"), ("organer", "nivaer")),
    Shelf(_("What is agreed"), ("dokumenter", "dokumenttyper", "pasientgrupper", "lover")),
    Shelf(_("What is planned"), ("planer", "statustabeller")),
    Shelf(_("How things are decided"), ("myndighetsregler", "prosesser", "kilder")),
    Shelf(_("How things are followed up"), ("statusskalaer", "varsling")),
)
