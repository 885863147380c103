"""Who may see and keep cases and meetings; what is raised and not accepted is not for all."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samspill.cases.states import CASES_OPEN, CASES_THEIRS, MINUTES_OPEN, open_agenda
from samspill.common.permissions import (
    Condition,
    Fulfilling,
    HoldingIn,
    Own,
    Rule,
    everyone,
    secretariat,
)

SITTING = ("member", "chair", "deputy_chair", "secretary", "substitute", "observer")
CONTACT = ("contact",)
_SEATED = _("those with a seat in the body that has the case")
_MEETING = _("those with a seat in a body that meets")
_SECRETARY = _("the secretary of a body that meets")


def _open_case(path: str = "") -> Condition:
    """What anyone may see of a case, which ``path`` leads to."""
    return Fulfilling(
        Q(**{f"{path}is_public": True, f"{path}state__in": CASES_OPEN}),
        _("everyone, when the case is open and on its way"),
    )


def _of_case(path: str = "") -> Condition:
    return _open_case(path) | _treating(path)


def _treating(path: str = "") -> Condition:
    """Those who treat a case, or raised it: they read all of it."""
    return secretariat | _concerned(path)


def _concerned(path: str = "") -> Condition:
    """Who has a case, and who raised it."""
    return HoldingIn("body", SITTING, f"{path}body_id", _SEATED) | _proposing(path)


def _proposing(path: str = "") -> Condition:
    return HoldingIn(
        "party", CONTACT, f"{path}proposer_id", _("the contacts of who proposed it")
    ) | HoldingIn(
        "body", SITTING, f"{path}proposing_body_id", _("those with a seat in who proposed it")
    )


def _with_them(path: str = "") -> Condition:
    """Before it is accepted, a case is still that of who raised it."""
    theirs = Fulfilling(Q(**{f"{path}state__in": CASES_THEIRS}), _("as long as it is not accepted"))
    return theirs & _proposing(path)


def _sitting(path: str) -> Condition:
    return HoldingIn("body", SITTING, path, _MEETING)


def _secretary(path: str) -> Condition:
    return HoldingIn("body", ("secretary",), path, _SECRETARY)


def _item(path: str = "") -> Condition:
    return _open_item(path) | secretariat | _sitting(f"{path}meeting__bodies")


def _open_item(path: str = "") -> Condition:
    """An item that is no case is told with the call; of an open case also the way to come is."""
    is_open = Fulfilling(Q(**{f"{path}is_public": True}), _("it is not exempt"))
    called = Fulfilling(
        Q(Q(**{f"{path}case__isnull": True}), open_agenda(f"{path}meeting__")),
        _("everyone, when the meeting is called"),
    )
    of_case = Fulfilling(Q(**{f"{path}case__isnull": False}), _("it is a case"))
    return is_open & (called | (of_case & _open_case(f"{path}case__")))


def _written(path: str) -> Condition:
    return Fulfilling(
        Q(**{f"{path}minutes__in": MINUTES_OPEN}), _("everyone, when the minutes are approved")
    )


def _of_disagreement(path: str = "") -> Condition:
    """As the case, and for others no more than the item that it arose in."""
    of_no_item = Fulfilling(Q(**{f"{path}item__isnull": True}), _("it arose in no meeting"))
    open_to_all = _open_case(f"{path}case__") & (of_no_item | _open_item(f"{path}item__"))
    sits = _sitting(f"{path}item__meeting__bodies")
    return open_to_all | sits | _treating(f"{path}case__")


_raised_for = HoldingIn("party", CONTACT, "proposer_id", _("the contacts of who proposes it")) | (
    HoldingIn("body", SITTING, "proposing_body_id", _("those with a seat in who proposes it"))
)
CASE = Rule(
    see=_of_case(),
    actions={
        "change": secretariat,
        "raise": secretariat | _raised_for,
        "read all": _treating(),
        "complete": secretariat | _with_them(),
    },
)
DISAGREEMENT = Rule(see=_of_disagreement(), actions={"change": secretariat})
OF_A_DISAGREEMENT = Rule(see=_of_disagreement("disagreement__"), actions={"change": secretariat})
OF_A_CASE = Rule(see=_of_case("case__"), actions={"change": secretariat})
MEETING = Rule(
    see=everyone,
    actions={
        "change": secretariat | _secretary("bodies"),
        "read all": secretariat | _sitting("bodies"),
        "read minutes": _written("") | secretariat | _sitting("bodies"),
    },
)
AGENDA_ITEM = Rule(
    see=_item(),
    actions={
        "change": secretariat | _secretary("meeting__bodies"),
        "read all": secretariat | _sitting("meeting__bodies"),
        "read minutes": _written("meeting__") | secretariat | _sitting("meeting__bodies"),
    },
)
ATTENDANCE = Rule(
    see=_written("meeting__") | secretariat | _sitting("meeting__bodies"),
    actions={"change": secretariat | _secretary("meeting__bodies")},
)
FOLLOW_UP = Rule(
    see=(_written("item__meeting__") & _item("item__"))
    | secretariat
    | _sitting("item__meeting__bodies"),
    actions={"change": secretariat | _secretary("item__meeting__bodies")},
)
STANDING_ITEM = Rule(
    see=everyone,
    actions={"change": secretariat | _secretary("practice__body_id")},
)
OF_AN_ITEM = Rule(
    see=FOLLOW_UP.see,
    actions={**FOLLOW_UP.actions, "read all": secretariat | _sitting("item__meeting__bodies")},
)
"""Proposals, and seats that left for an item: told as what came of it."""
MINUTES_VERSION = Rule(
    see=secretariat | _sitting("meeting__bodies"),
    actions={"change": secretariat | _secretary("meeting__bodies")},
)
OBJECTION = Rule(
    see=secretariat | _sitting("version__meeting__bodies"),
    actions={"object": _sitting("version__meeting__bodies")},
)
CORRECTION = Rule(
    see=_written("meeting__") | secretariat | _sitting("meeting__bodies"),
    actions={"change": secretariat | _secretary("meeting__bodies")},
)
_keeps_meeting = secretariat | _secretary("meeting__bodies")
CALL = Rule(
    see=_keeps_meeting | _sitting("meeting__bodies") | Own("person_id"),
    actions={"change": _keeps_meeting, "answer": _keeps_meeting | Own("person_id")},
)
GUEST = Rule(see=_keeps_meeting, actions={"change": _keeps_meeting})
"""The address of a guest is for whoever calls them alone."""


_open_file = Fulfilling(Q(is_public=True), _("it is not exempt"))
_file_of_case = Fulfilling(Q(case__isnull=False), _("it goes with a case"))
_file_of_item = Fulfilling(Q(item__isnull=False), _("it goes with an item"))
_called = Fulfilling(open_agenda("item__meeting__"), _("everyone, when the meeting is called"))
FILE = Rule(
    see=(_open_file & _file_of_case & _open_case("case__"))
    | (_open_file & _file_of_item & _called & _open_item("item__"))
    | secretariat
    | _concerned("case__")
    | _sitting("item__meeting__bodies"),
    actions={
        "change": secretariat
        | (_file_of_case & _with_them("case__"))
        | _secretary("item__meeting__bodies")
    },
)
"""A file: as what it goes with, and never for all where it is exempt itself."""
_asks = HoldingIn(
    "body", ("chair", "secretary"), "body_id", _("the chair and the secretary of who asks")
)
INPUT_REQUEST = Rule(
    see=(Fulfilling(Q(is_public=True), _("it is not exempt")) & _open_case("case__"))
    | secretariat
    | _concerned("case__")
    | HoldingIn("body", SITTING, "body_id", _("those with a seat in who asks"))
    | HoldingIn("body", SITTING, "bodies", _("those with a seat in who is asked"))
    | HoldingIn("party", CONTACT, "parties", _("the contacts of who is asked")),
    actions={"change": secretariat | _asks},
)
