"""An agenda put together: standing items, cases that wait, places and times."""

from __future__ import annotations

import datetime
import re

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from samspill.bodies.models import Body
from samspill.cases import actions
from samspill.cases.clock import clock
from samspill.cases.models import Case, Meeting, Practice, StandingItem
from samspill.cases.waiting import waiting_for
from samspill.cases.writing import mark
from samspill.common.actors import Actor
from samspill.common.models import Partnership, today

DAY = datetime.timedelta(days=1)


@pytest.fixture
def body(partnership: Partnership) -> Body:
    """A council with three standing items, the last of them after the cases."""
    made = Body.objects.create(partnership=partnership, slug="raad", name="Rådet")
    practice = Practice.objects.create(partnership=partnership, body=made)
    for place, (slug, purpose) in enumerate((("a", "call"), ("b", "minutes"), ("c", "other"))):
        StandingItem.objects.create(
            partnership=partnership, practice=practice, slug=slug, title=f"Fast {slug}",
            position=place, purpose=purpose, minutes=5, type="approval", is_last=slug == "c",
        )  # fmt: skip
    return made


def planned(by: Actor, partnership: Partnership, *bodies: Body, days: int = 1) -> Meeting:
    meeting = Meeting(
        partnership=partnership, date=today() + days * DAY,
        starts=datetime.time(12), ends=datetime.time(13),
    )  # fmt: skip
    return actions.plan_meeting(by=by, meeting=meeting, bodies=list(bodies))


def test_standing_items_stand_around_the_cases_and_name_the_minutes_that_wait(
    partnership: Partnership, secretary: Actor, body: Body
) -> None:
    before = planned(secretary, partnership, body, days=-30)
    Meeting.objects.filter(pk=before.pk).update(state="held", minutes="sent")
    meeting = planned(secretary, partnership, body)
    case = Case.objects.create(
        partnership=partnership, slug="sak", title="Sak", state="accepted", body=body
    )
    assert list(waiting_for(meeting, today())) == [case]
    actions.put_case(by=secretary, meeting=meeting, case=case)
    assert list(waiting_for(meeting, today())) == []
    assert actions.put_in_standing(by=secretary, meeting=meeting) == 3
    assert actions.put_in_standing(by=secretary, meeting=meeting) == 0
    listed = list(meeting.items.order_by("position"))
    assert [str(one).split(",")[0] for one in listed] == ["Fast a", "Fast b", "Sak", "Fast c"]
    assert [one.approves for one in listed] == [None, before, None, None]
    actions.move_meeting(by=secretary, meeting=meeting, name="call")
    for act in (
        lambda: actions.put_in_standing(by=secretary, meeting=meeting),
        lambda: actions.put_before(by=secretary, item=listed[3], before=listed[0]),
        lambda: actions.take_off(by=secretary, item=listed[2]),
    ):
        with pytest.raises(ValidationError, match="called"):
            act()
    late = Case.objects.create(
        partnership=partnership, slug="sen", title="Sen", state="accepted", body=body
    )
    assert actions.put_case(by=secretary, meeting=meeting, case=late, before=listed[0]).is_late


def test_the_times_follow_from_the_start_and_tell_when_they_go_past_the_end(
    partnership: Partnership, secretary: Actor, body: Body
) -> None:
    meeting = planned(secretary, partnership, body)
    for minutes in (50, 20, None, 5):
        actions.add_item(by=secretary, meeting=meeting, title="Punkt", minutes=minutes)
    items = list(meeting.items.order_by("position"))
    found = clock(meeting, items)
    times = [found.times.get(one.pk) for one in items]
    assert times == [datetime.time(12), datetime.time(12, 50), datetime.time(13, 10), None]
    assert (found.planned, found.untimed, found.beyond) == (75, 1, 15)
    meeting.starts = None
    assert clock(meeting, items).times == {}


def test_the_page_moves_items_and_saves_what_is_typed_with_it(
    partnership: Partnership, secretary: Actor, body: Body, browser: Client
) -> None:
    meeting = planned(secretary, partnership, body)
    case = Case.objects.create(
        partnership=partnership, slug="sak", title="Saken", state="accepted", body=body
    )
    page = f"/hf/prove/arbeid/moter/{meeting.slug}/"
    assert "Saken" in browser.get(f"{page}saksliste/").content.decode()
    for way in ("standing", "case:sak:punkt", "down:punkt", "place:sak:punkt", "off:punkt-2"):
        assert browser.post(f"{page}rekkefolge/", {"way": way}).status_code == 302, way
    listed = [one.slug for one in meeting.items.order_by("position")]
    assert listed == ["sak", "punkt"]
    typed = {"minutes-sak": "25", "minutes-punkt": "5"}
    browser.post(f"{page}rekkefolge/", {"way": "down:sak", **typed})
    assert [one.minutes for one in meeting.items.order_by("position")] == [5, 25]
    shown = browser.get(f"{page}saksliste/").content.decode()
    assert "12.05" in shown
    wrong = browser.post(f"{page}saksliste/", {**typed, "minutes-sak": "9999"})
    assert wrong.status_code == 422
    assert "9999" in wrong.content.decode()
    case.refresh_from_db()
    assert browser.post(f"{page}rekkefolge/", {"way": "hva:som:helst"}).status_code == 302


def test_a_time_that_another_has_set_is_not_written_over_unseen(
    partnership: Partnership, secretary: Actor, body: Body, browser: Client
) -> None:
    meeting = planned(secretary, partnership, body)
    for title in ("Mandat", "Valg"):
        actions.add_item(by=secretary, meeting=meeting, title=title, minutes=10)
    at = f"/hf/prove/arbeid/moter/{meeting.slug}/"
    first, second = meeting.items.order_by("position")[:2]
    typed = {f"minutes-{first.slug}": "10", f"minutes-{second.slug}": "15"}
    old = {f"mark-{one.slug}": mark(10) for one in (first, second)}

    def now() -> list[int | None]:
        return [one.minutes for one in meeting.items.order_by("position")[:2]]

    meeting.items.filter(pk=first.pk).update(minutes=45)
    assert browser.post(f"{at}rekkefolge/", {"way": "hva", **typed, **old}).status_code == 302
    assert now() == [45, 15], "what was not changed on the page is let be"
    meeting.items.filter(pk=second.pk).update(minutes=30)
    refused = browser.post(f"{at}saksliste/", {**typed, **old, f"minutes-{second.slug}": "20"})
    assert refused.status_code == 422
    assert "has set «Valg» to 30 minutes" in refused.text
    assert now() == [45, 30]
    marks = dict(re.findall(r'name="(mark-[^"]+)" value="([^"]*)"', refused.text))
    again = {**typed, **marks, f"minutes-{second.slug}": "20"}
    assert browser.post(f"{at}saksliste/", again).status_code == 302
    assert now() == [45, 20]
