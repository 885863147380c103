"""Those represented say something before a meeting, are asked, and are told what was decided."""

from __future__ import annotations

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django_scopes import scope

from samspill.accounts.actions import erase_user
from samspill.accounts.models import User
from samspill.bodies.models import Body, Seat, Term
from samspill.cases import actions
from samspill.cases.actions.represented import (
    ask_before,
    close_what_is_past,
    confirm_read,
    say,
    tell_after,
)
from samspill.cases.models import AgendaItem, Meeting, Note, OwedReading, OwedRemark, Remark
from samspill.cases.readings import Readings, by_meeting, counted
from samspill.commitments.models import Commitment
from samspill.common.actors import Actor
from samspill.common.models import AuditEntry, Partnership, today
from samspill.common.permissions import which
from samspill.common.roles import actor_of
from samspill.mail.models import Message
from samspill.parties.models import Assignment, Participation, Party, Person, Region, Side
from tests.secretariat import signed_in

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
SECRET = "Ta opp hjelpemidler før helg"


class There:
    """A region of two municipalities with one seat, a third that sits by itself, and a meeting."""

    def __init__(self, partnership: Partnership) -> None:
        self.partnership = partnership
        frame = {"partnership": partnership}
        side = Side.objects.create(**frame, slug="kommunene", name="Kommunene")
        self.region = Region.objects.create(**frame, slug="ytre", name="Ytre", side=side)
        self.parties = {}
        for slug in ("leka", "bindal", "rorvik"):
            party = Party.objects.create(
                **frame, slug=slug, name=slug.title(), kind=Party.Kind.MUNICIPALITY, side=side
            )
            Participation.objects.create(**frame, party=party, capacity="member")
            self.parties[slug] = party
        for slug in ("leka", "bindal"):
            self.region.memberships.create(**frame, party=self.parties[slug])
        self.body = Body.objects.create(**frame, slug="fagrad", name="Fagråd", short_name="FR")
        self.seat = self._seat("ytre", represents_region=self.region)
        self.other_seat = self._seat("rorvik", represents_party=self.parties["rorvik"])
        self.stand_in = self._seat("vara", role="substitute", substitute_for=self.seat)
        self.meeting = Meeting.objects.create(
            **frame, slug="motet", date=today() + 7 * DAY, state="called"
        )
        self.meeting.bodies.add(self.body)
        self.item = AgendaItem.objects.create(
            **frame, meeting=self.meeting, slug="punkt", position=0, title="Mandat", type="approval"
        )
        self.users: dict[str, User] = {}

    def _seat(self, slug: str, **more: object) -> Seat:
        return Seat.objects.create(
            partnership=self.partnership, body=self.body, slug=slug, label=slug.title(), **more
        )

    def sits(self, name: str, seat: Seat, *, to: datetime.date | None = None) -> Actor:
        user = User.objects.create(email=f"{name}@example.no", name=name.title())
        person = Person.objects.create(
            partnership=self.partnership, slug=name, name=name, user=user, email=user.email
        )
        Term.objects.create(
            partnership=self.partnership, seat=seat, person=person, valid_from=today() - 90 * DAY,
            valid_to=to,
        )  # fmt: skip
        self.users[name] = user
        return self.actor(name)

    def contact(self, slug: str) -> Actor:
        self.users[slug] = signed_in(
            self.partnership, f"{slug}@example.no", Assignment.Kind.CONTACT, self.parties[slug]
        )
        return self.actor(slug)

    def actor(self, name: str) -> Actor:
        return actor_of(self.users[name], self.partnership, today())

    def say(self, by: Actor, slug: str, text: str = SECRET) -> Remark | None:
        return say(by=by, meeting=self.meeting, party=self.parties[slug], text=text)


@pytest.fixture
def there(partnership: Partnership) -> There:
    return There(partnership)


def test_a_party_says_something_and_only_its_own_representative_reads_it(
    there: There, secretary: Actor
) -> None:
    ytre, vara = there.sits("ytre", there.seat), there.sits("vara", there.stand_in)
    rorvik = there.sits("rorvik-sitter", there.other_seat)
    leka, bindal = there.contact("leka"), there.contact("bindal")
    there.say(leka, "leka")
    readers = {"ytre": ytre, "vara": vara, "leka": leka}
    others = {"rorvik": rorvik, "bindal": bindal, "secretary": secretary}
    for name, actor in {**readers, **others}.items():
        found = [one.text for one in which(actor, Remark.objects.all())]
        assert found == ([SECRET] if name in readers else []), name
    assert SECRET not in str(list(AuditEntry.objects.values_list("before", "after", "detail")))


def test_someone_whose_seat_has_ended_reads_it_no_more(there: There) -> None:
    there.say(there.contact("leka"), "leka")
    former = there.sits("forrige", there.seat, to=today() - DAY)
    assert list(which(former, Remark.objects.all())) == []


def test_another_helsefellesskap_reads_nothing(there: There) -> None:
    there.say(there.contact("leka"), "leka")
    other = Partnership.objects.create(slug="nabo", name="Nabo", short_name="Nabo")
    with scope(partnership=other):
        assert not Remark.objects.exists()


def test_saying_it_again_changes_it_and_saying_nothing_takes_it_back(there: There) -> None:
    leka = there.contact("leka")
    there.say(leka, "leka")
    there.say(leka, "leka", "Noe annet")
    assert [one.text for one in Remark.objects.all()] == ["Noe annet"]
    assert there.say(leka, "leka", " ") is None
    assert not Remark.objects.exists()
    with pytest.raises(ValidationError, match="Write what you want to say"):
        there.say(leka, "leka", " ")


def test_nobody_says_anything_for_another_party(there: There, secretary: Actor) -> None:
    for by in (there.contact("bindal"), there.sits("ytre", there.seat), secretary):
        with pytest.raises(PermissionDenied):
            there.say(by, "leka")


@pytest.mark.parametrize(("state", "days"), [("planned", 7), ("cancelled", 7), ("called", -1)])
def test_it_is_said_between_the_call_and_the_meeting(there: There, state: str, days: int) -> None:
    there.meeting.state, there.meeting.date = state, today() + days * DAY
    there.meeting.save()
    with pytest.raises(ValidationError, match="over, or not called"):
        there.say(there.contact("leka"), "leka")


def test_a_party_that_no_seat_speaks_for_is_told_so(there: There) -> None:
    there.other_seat.delete()
    with pytest.raises(ValidationError, match="No seat speaks for"):
        there.say(there.contact("rorvik"), "rorvik")


def test_a_representative_asks_those_who_have_said_nothing_each_once(there: There) -> None:
    ytre = there.sits("ytre", there.seat)
    leka = there.contact("leka")
    there.contact("bindal")
    there.say(leka, "leka")
    day = today() + 5 * DAY
    assert ask_before(by=ytre, meeting=there.meeting, due_on=day, text="Hva nå?") == 1
    owed = Commitment.objects.get(owedremark__thing=there.meeting)
    assert [str(one) for one in owed.owners.all()] == ["Bindal"]
    assert owed.due_on == day
    assert [one.to for one in Message.objects.all()] == ["bindal@example.no"]
    with pytest.raises(ValidationError, match="All have been asked"):
        ask_before(by=ytre, meeting=there.meeting, due_on=day)


def test_an_answer_closes_what_was_asked_and_the_report_does_not_tell_what_was_said(
    there: There,
) -> None:
    ytre, bindal = there.sits("ytre", there.seat), there.contact("bindal")
    ask_before(by=ytre, meeting=there.meeting, due_on=today())
    there.say(bindal, "bindal")
    owed = Commitment.objects.get(owners__party=there.parties["bindal"])
    assert (owed.state, owed.closed_as) == ("closed", "done")
    assert SECRET not in owed.reports.get().reason
    assert Commitment.objects.open().count() == 1


def test_who_speaks_for_nobody_asks_nobody(there: There, secretary: Actor) -> None:
    for by in (secretary, there.contact("leka")):
        with pytest.raises(PermissionDenied):
            ask_before(by=by, meeting=there.meeting, due_on=today())


@pytest.mark.parametrize("days", [-1, 8])
def test_the_day_to_answer_by_lies_before_the_meeting(there: There, days: int) -> None:
    ytre = there.sits("ytre", there.seat)
    with pytest.raises(ValidationError, match="from today to the day of the meeting"):
        ask_before(by=ytre, meeting=there.meeting, due_on=today() + days * DAY)


def test_what_was_asked_before_a_meeting_lapses_with_it(there: There) -> None:
    ask_before(by=there.sits("ytre", there.seat), meeting=there.meeting, due_on=today())
    assert close_what_is_past(there.meeting.date) == 0
    assert close_what_is_past(there.meeting.date + DAY) == 2


def test_approved_minutes_are_told_to_each_party_and_confirmed_once(
    there: There, secretary: Actor
) -> None:
    bindal = there.contact("bindal")
    AgendaItem.objects.filter(pk=there.item.pk).update(
        outcome="decided", decision="Åpent.\n::: unntatt offl. § 13\nHemmelig.\n:::\nSlutt."
    )
    actions.set_follow_up(
        by=secretary, item=there.item, key="svar", text="Svar", party=there.parties["bindal"]
    )
    Meeting.objects.filter(pk=there.meeting.pk).update(
        date=today() - DAY, state="held", minutes="sent"
    )
    meeting = Meeting.objects.get(pk=there.meeting.pk)
    actions.move_minutes(by=secretary, meeting=meeting, name="approve minutes")
    told = Commitment.objects.filter(owedreading__thing=meeting)
    assert sorted(str(one.owners.get()) for one in told) == ["Bindal", "Leka", "Rorvik"]
    message = Message.objects.get(to="bindal@example.no")
    assert message.subject.startswith("Bestemt: "), "in their language, whoever approved"
    assert all(one.title.startswith("Les det FR bestemte") for one in told)
    letter = message.text
    assert "Åpent." in letter
    assert "Slutt." in letter
    assert "Svar" in letter
    assert "Hemmelig" not in letter
    mine = told.get(owners__party=there.parties["bindal"])
    confirm_read(by=bindal, commitment=mine)
    with pytest.raises(ValidationError, match="is closed"):
        confirm_read(by=bindal, commitment=mine)
    with pytest.raises(PermissionDenied):
        confirm_read(by=bindal, commitment=told.get(owners__party=there.parties["leka"]))
    assert OwedReading.objects.filter(commitment__closed_as="done").count() == 1
    assert by_meeting(counted([meeting.pk])) == {meeting.pk: Readings(told=3, read=1)}
    assert tell_after(meeting) == 0


def test_those_who_got_the_agenda_are_told_that_there_is_no_meeting(
    there: There, secretary: Actor
) -> None:
    there.contact("leka")
    Meeting.objects.filter(pk=there.meeting.pk).update(state="planned")
    called = actions.move_meeting(by=secretary, meeting=there.meeting, name="call")
    agenda = Message.objects.get(to="leka@example.no")
    assert agenda.subject.startswith("Saksliste: ")
    Message.objects.update(state=Message.State.SENT)
    there.contact("bindal")
    actions.move_meeting(by=secretary, meeting=called, name="cancel", reason="Uvær")
    told = Message.objects.exclude(pk=agenda.pk).get()
    assert (told.to, told.subject.split(":")[0]) == ("leka@example.no", "Avlyst")
    assert "er avlyst" in told.text
    assert "Uvær" in told.text


def test_the_pages_of_both(there: There, client: Client, django_assert_max_num_queries) -> None:
    there.sits("ytre", there.seat)
    there.contact("leka")
    at = f"/hf/{there.partnership.slug}/arbeid/moter/motet/"
    client.cookies["sprak"] = "en"
    client.force_login(there.users["leka"])
    sent = client.post(f"{at}innspill/leka/", {"text": SECRET}, follow=True)
    assert SECRET in sent.text
    home = client.get(f"/hf/{there.partnership.slug}/arbeid/").text
    assert "Ytre speaks for you." in home
    assert "Say something before the meeting" in home
    client.force_login(there.users["ytre"])
    client.get(at)
    with django_assert_max_num_queries(10):
        page = client.get(at).text
    assert SECRET in page
    assert "Nobody has said" not in page
    assert client.post(f"{at}spor/", {"due_on": f"{today()}"}, follow=True).status_code == 200
    assert OwedRemark.objects.count() == 1
    assert client.get(f"{at}innspill/bindal/").status_code == 403
    note = f"{at}punkt/punkt/notat/"
    kept = client.post(note, {"text": "Mitt"}, headers={"Accept": "application/json"}).json()
    again = client.post(note, {"text": "Fra en annen", "base": ""}, follow=True)
    assert "Mitt\n\nFra en annen" in again.text
    assert kept["text"] == "Mitt"
    assert "Mitt" in client.get("/hf/prove/arbeid/moter/mine-notater/").text
    client.force_login(there.users["leka"])
    assert "Fra en annen" not in client.get(at).text
    erase_user(user=there.users["leka"], by="test")
    assert Note.objects.count() == 1
    erase_user(user=there.users["ytre"], by="test")
    assert not Note.objects.exists()
