"""The signed-in addresses of cases and meetings; see ``tests/everywhere/places.py``."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterator

from samspill.bodies.models import Seat
from samspill.cases.actions import ask_for_input, attach
from samspill.cases.asking import SLUG
from samspill.cases.models import (
    AgendaItem,
    Call,
    Case,
    CaseFile,
    Disagreement,
    Guest,
    InputRequest,
    Meeting,
    MinutesVersion,
    Objection,
    Proposal,
    Recusal,
    Remark,
    SideVotes,
)
from samspill.cases.owed_represented import AFTER, BEFORE, wanted_after, wanted_before
from samspill.commitments.actions import open_commitment
from samspill.commitments.models import Commitment
from samspill.common.actors import Actor, program
from samspill.common.files.accepting import accept
from samspill.common.models import today
from samspill.parties.models import Side
from tests.cast import secretariat
from tests.everywhere.places import Filling, Place, plain
from tests.everywhere.world import OURS, World

CASE, MEETING, COMING = "sak-til-prove", "mote-til-prove", "mote-som-kommer"
RAISED, ITEM = "meldt-sak-til-prove", "punkt"
UNASKED = "mote-uten-sporsmal"
DRAFT, SENT, APPROVED = "mote-i-utkast", "mote-sendt", "mote-godkjent"


def _may_raise(actor: Actor, action: str) -> bool:
    sends = {"contact", "secretariat"} | {"member", "chair", "deputy_chair", "secretary"}
    return actor.holds(*sends, "substitute", "observer")


def _may_plan(actor: Actor, action: str) -> bool:
    return actor.holds("secretariat", "secretary")


def named(world: World, slug: str) -> str:
    """What is called so in one helsefellesskap; in the other it is called something else."""
    return slug if world.partnership.slug == OURS else f"nabo-{slug}"


def _case(world: World) -> Case:
    return Case.objects.get(slug=named(world, CASE))


def _meeting(world: World) -> Meeting:
    return Meeting.objects.get(slug=named(world, MEETING))


def _coming(world: World) -> Meeting:
    return Meeting.objects.get(slug=named(world, COMING))


def of_case(action: str, **more: str) -> Filling:
    def fill(world: World, name: str) -> Iterator[Place]:
        case = _case(world)
        yield Place(name, {"slug": case.slug, **more}, ((action, case),))

    return fill


def of_meeting(action: str, *also: str, **more: str) -> Filling:
    """What is done with the held meeting, and with others, by what they are called."""

    def fill(world: World, name: str) -> Iterator[Place]:
        for called in (MEETING, *also):
            meeting = Meeting.objects.get(slug=named(world, called))
            yield Place(name, {"slug": meeting.slug, **more}, ((action, meeting),))

    return fill


def on_item(action: str, *also: str) -> Filling:
    """What is done with the item of a held meeting; the rule is asked of the meeting."""

    def fill(world: World, name: str) -> Iterator[Place]:
        item = named(world, ITEM)
        yield from of_meeting(action, *also, item=item)(world, name)

    return fill


def coming(*, speaks: bool) -> Filling:
    """The meeting that is called: what a party says to it, or whoever speaks for one asks it."""

    def fill(world: World, name: str) -> Iterator[Place]:
        mine = world.people["member"].pk

        def may_ask(actor: Actor, action: str) -> bool:
            return actor.person == mine

        if speaks:
            for called in (COMING, UNASKED):
                yield Place(name, {"slug": named(world, called)}, (("ask", may_ask),))
        else:
            meeting = _coming(world)
            remark = Remark(partnership=world.partnership, meeting=meeting, party=world.party)
            yield Place(
                name, {"slug": meeting.slug, "party": world.party.slug}, (("change", remark),)
            )

    return fill


def of_raised(world: World, name: str) -> Iterator[Place]:
    case = Case.objects.get(slug=named(world, RAISED))
    yield Place(name, {"slug": case.slug}, (("see", case), ("complete", case)))


def asking(world: World, name: str) -> Iterator[Place]:
    case = _case(world)
    blank = InputRequest(partnership=world.partnership, case=case, body=case.body)
    yield Place(name, {"slug": case.slug}, (("see", case), ("change", blank)))


def asked(world: World, name: str) -> Iterator[Place]:
    one = Commitment.objects.get(process=SLUG)
    yield Place(name, {"pk": one.pk}, (("see", one), ("answer", one)))


def of_file(action: str) -> Filling:
    def fill(world: World, name: str) -> Iterator[Place]:
        for one in CaseFile.objects.select_related("case", "item"):
            yield Place(name, {"key": one.key}, (("see", one), (action, one)))

    return fill


def owed(process: str, *sends: str, says: bool = False) -> Filling:
    """What a party is asked in the ledger; where the page is its field, it is the party's alone."""

    def fill(world: World, name: str) -> Iterator[Place]:
        remark = Remark(partnership=world.partnership, meeting=_meeting(world), party=world.party)
        for one in Commitment.objects.of_process(process):
            asks = (("see", one), *([("change", remark)] if says else []))
            yield Place(name, {"pk": one.pk}, asks, sends=tuple((act, one) for act in sends))

    return fill


def _version(world: World) -> MinutesVersion:
    return MinutesVersion(partnership=world.partnership, meeting=_meeting(world))


def _object(world: World, name: str) -> Iterator[Place]:
    for called in (MEETING, SENT):
        meeting = Meeting.objects.get(slug=named(world, called))
        version = MinutesVersion(partnership=world.partnership, meeting=meeting)
        objection = Objection(partnership=world.partnership, version=version)
        yield Place(name, {"slug": meeting.slug}, (("object", objection),))


def _versions(world: World, name: str) -> Iterator[Place]:
    version = _version(world)
    yield Place(name, {"slug": version.meeting.slug}, (("see", version),))


def of_guest(world: World, name: str) -> Iterator[Place]:
    meeting = _meeting(world)
    guest = Guest.objects.get(meeting=meeting)
    yield Place(name, {"slug": meeting.slug, "pk": guest.pk}, (("change", guest),))


def of_call(world: World, name: str) -> Iterator[Place]:
    """The call of the cast's member, which has no page: what is sent names it."""
    call = Call.objects.get(meeting=_coming(world), person=world.people["member"])
    given = {"call": str(call.pk), "answer": "yes"}
    asks = (("see", call), ("answer", call))
    yield Place(name, {"slug": call.meeting.slug}, asks, given=given)


def of_item_file(world: World, name: str) -> Iterator[Place]:
    item = AgendaItem.objects.get(meeting=_meeting(world), slug=named(world, ITEM))
    blank = CaseFile(partnership=world.partnership, item=item)
    yield Place(
        name, {"slug": item.meeting.slug, "item": item.slug}, (("see", item), ("change", blank))
    )


def of_disagreement(action: str) -> Filling:
    def fill(world: World, name: str) -> Iterator[Place]:
        found = Disagreement.objects.get(case=_case(world))
        yield Place(name, {"slug": found.case.slug, "name": found.slug}, ((action, found),))

    return fill


FILLED: dict[str, Filling] = {
    "work:cases:cases": plain(),
    "work:cases:raise": plain(("raise", lambda world: _may_raise)),
    "work:cases:case": of_case("see"),
    "work:cases:complete": of_raised,
    "work:cases:tie": of_raised,
    "work:cases:add_files": of_raised,
    "work:cases:ask": asking,
    "work:cases:give_input": asked,
    "work:cases:file": of_file("see"),
    "work:cases:exempt": of_file("change"),
    "work:cases:remove_file": of_file("change"),
    "work:cases:move_case": of_case("change", name="close-case"),
    "work:cases:disagree": of_case("change"),
    "work:cases:disagreement": of_disagreement("see"),
    "work:cases:take_on": of_disagreement("change"),
    "work:cases:settle": of_disagreement("change"),
    "work:cases:nameless": of_disagreement("change"),
    "work:cases:meetings": plain(),
    "work:cases:plan": plain(("change", lambda world: _may_plan)),
    "work:cases:my_notes": plain(),
    "work:cases:asked_before": owed(BEFORE, says=True),
    "work:cases:decided": owed(AFTER, "answer"),
    "work:cases:ask_before": coming(speaks=True),
    "work:cases:remark": coming(speaks=False),
    "work:cases:note": on_item("see"),
    "work:cases:plan_year": plain(("change", lambda world: _may_plan)),
    "work:cases:at_once": plain(("change", lambda world: _may_plan)),
    "work:cases:change_meeting": of_meeting("change"),
    "work:cases:meeting": of_meeting("see"),
    "work:cases:paper": of_meeting("see", kind="innkalling", form="pdf"),
    "work:cases:agenda": of_meeting("change"),
    "work:cases:shift": of_meeting("change"),
    "work:cases:minutes": of_meeting("change", DRAFT),
    "work:cases:object_to_minutes": _object,
    "work:cases:correct_minutes": of_meeting("change", APPROVED),
    "work:cases:minutes_versions": _versions,
    "work:cases:begin_minutes": of_meeting("change"),
    "work:cases:write_item": on_item("change"),
    "work:cases:write_attendance": of_meeting("change"),
    "work:cases:add_item": of_meeting("change"),
    "work:cases:move_meeting": of_meeting("change", name="begin-minutes"),
    "work:cases:answer": of_call,
    "work:cases:ask_guest": of_meeting("change"),
    "work:cases:invite_regions": of_meeting("change"),
    "work:cases:take_back_guest": of_guest,
    "work:cases:add_item_files": of_item_file,
    "work:cases:take_out": on_item("change", APPROVED),
}
POST_ONLY = {
    "work:cases:answer",
    "work:cases:take_back_guest",
    "work:cases:begin_minutes",
    "work:cases:note",
    "work:cases:write_item",
    "work:cases:write_attendance",
    "work:cases:shift",
}
NOTHING_TYPED = {
    "work:cases:minutes_versions",
    "work:cases:cases",
    "work:cases:case",
    "work:cases:tie",
    "work:cases:disagreement",
    "work:cases:nameless",
    "work:cases:file",
    "work:cases:meetings",
    "work:cases:paper",
    "work:cases:move_meeting",
    "work:cases:my_notes",
    "work:cases:decided",
}


def furnish(world: World) -> None:
    """A case that anyone may see, and a meeting of the cast's body that was held yesterday."""
    frame = {"partnership": world.partnership}
    case = Case.objects.create(
        **frame,
        slug=named(world, CASE),
        title="Sak til prøve",
        state="accepted",
        body=world.body,
        year=2026,
    )
    raised = Case.objects.create(
        **frame,
        slug=named(world, RAISED),
        title="Meldt sak",
        state="raised",
        proposer=world.party,
        question="Hva?",
    )
    secretary = secretariat(world.partnership)
    text = accept("notat.txt", io.BytesIO(b"Et notat."))
    attach(by=secretary, case=raised, files=[text])
    attach(by=secretary, case=case, files=[text], exempt_statute="offentleglova § 13")
    ask_for_input(
        by=secretary,
        case=case,
        question="Hva mener dere?",
        due_on=today(),
        parties=[world.party],
    )
    Disagreement.objects.create(
        **frame, case=case, slug=named(world, "uenighet"), title="Hvem som betaler"
    )
    meeting = Meeting.objects.create(
        **frame,
        slug=named(world, MEETING),
        date=today() - datetime.timedelta(days=1),
        state="held",
    )
    meeting.bodies.add(world.body)
    Guest.objects.create(**frame, meeting=meeting, role="Gjest", email="gjest@example.no")
    item = AgendaItem.objects.create(
        **frame, meeting=meeting, slug="sak", position=0, case=case, mode="votes"
    )
    seat = Seat.objects.filter(body=world.body).order_by("pk")[0]
    of_seat = {**frame, "item": item, "seat": seat, "body": world.body}
    Proposal.objects.create(**of_seat, slug="forslag", position=0, text="At det venter")
    Recusal.objects.create(**of_seat)
    side = Side.objects.get_or_create(**frame, slug="side", defaults={"name": "Side"})[0]
    SideVotes.objects.create(**frame, item=item, side=side, votes_for=1, votes_against=0)
    AgendaItem.objects.create(
        **frame,
        meeting=meeting,
        slug=named(world, ITEM),
        position=1,
        title="Punkt",
        type="approval",
    )
    _written_of(world)
    _represented(world, meeting)


def _written_of(world: World) -> None:
    """Meetings whose minutes are begun, sent and approved."""
    frame = {"partnership": world.partnership}
    for called, minutes in ((DRAFT, "draft"), (SENT, "sent"), (APPROVED, "approved")):
        meeting = Meeting.objects.create(
            **frame,
            slug=named(world, called),
            date=today() - datetime.timedelta(days=60),
            state="held",
            minutes="draft",
        )
        meeting.bodies.add(world.body)
        AgendaItem.objects.create(
            **frame, meeting=meeting, slug=named(world, ITEM), position=0, title="Punkt"
        )
        if minutes != "draft":
            MinutesVersion.objects.create(**frame, meeting=meeting, number=1)
        Meeting.objects.filter(pk=meeting.pk).update(minutes=minutes)


def _represented(world: World, held: Meeting) -> None:
    """The cast's member speaks for its party, at that meeting and at one that is called."""
    Seat.objects.filter(slug="rolle-member").update(represents_party=world.party)
    frame = {"partnership": world.partnership}
    called = [_called(world, name) for name in (UNASKED, COMING)][-1]
    seat = Seat.objects.get(slug="rolle-member")
    Call.objects.create(**frame, meeting=called, seat=seat, person=world.people["member"])
    by, day = program("test"), today() + datetime.timedelta(days=3)
    for wanted in (
        wanted_before(called, world.party, day, "Hva mener dere?"),
        wanted_after(held, world.party, day),
    ):
        open_commitment(by=by, partnership=world.partnership, wanted=wanted)


def _called(world: World, name: str) -> Meeting:
    frame = {"partnership": world.partnership}
    meeting = Meeting.objects.create(
        **frame,
        slug=named(world, name),
        date=today() + datetime.timedelta(days=7),
        state="called",
    )
    meeting.bodies.add(world.body)
    AgendaItem.objects.create(
        **frame, meeting=meeting, slug=named(world, ITEM), position=0, title="Punkt"
    )
    return meeting
