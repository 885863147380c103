"""Who may see and keep the facts about parties and people."""

from django.utils.translation import gettext_lazy as _

from samspill.common.permissions import HoldingIn, Own, Rule, everyone, operator, secretariat

CONTACT = "contact"

_party_contact = HoldingIn("party", (CONTACT,), "party_id", _("the party's contact person"))
_own_party = HoldingIn("party", (CONTACT,), "id", _("the party's contact person"))

PARTY = Rule(
    see=everyone,
    actions={"change": secretariat, "confirm": secretariat | _own_party, "merge": secretariat},
)
PERSON = Rule(
    see=secretariat | operator | _party_contact | Own("id"),
    actions={
        "change": secretariat | operator | _party_contact,
        "export": secretariat | Own("id"),
        "erase": secretariat,
        "merge": secretariat,
        "close sign-in": operator,
    },
)
ASSIGNMENT = Rule(
    see=secretariat | operator | _party_contact | Own("person_id"),
    actions={"change": secretariat | operator},
)
RETENTION = Rule(see=everyone, actions={"change": secretariat})
SECOND_STEP = Rule(see=secretariat | operator, actions={"change": secretariat | operator})
CONTACT_POINT = Rule(see=everyone, actions={"change": secretariat | _party_contact})
