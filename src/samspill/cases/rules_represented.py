"""Who reads one's own notes, and what a party says to who speaks for it."""

from django.utils.translation import gettext_lazy as _

from samspill.cases.sitting import SittingOnOne
from samspill.commitments.rules import OF_A_PARTY
from samspill.common.permissions import HoldingIn, Own, Rule, any_role

_own = Own("user_id", is_user=True)
_answers = HoldingIn("party", OF_A_PARTY, "party_id", _("those who answer for the party"))
_spoken_to = SittingOnOne(
    "seats", _("those who sit on a seat that speaks for the party, or step in for it")
)

NOTE = Rule(see=any_role & _own, actions={"change": any_role & _own})
"""One's own notes are read by nobody else, the secretariat least of all."""
REMARK = Rule(see=_answers | _spoken_to, actions={"change": _answers})
"""What a party says to who speaks for it: neither the secretariat nor other parties read it."""
