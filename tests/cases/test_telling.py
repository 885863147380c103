"""Who is told of a case: those asked what they mean, and those whom a decision concerns."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from samspill.bodies.models import Body
from samspill.cases import actions
from samspill.cases.models import Case, InputRequest, Meeting
from samspill.cases.telling import tell_decisions
from samspill.commitments.models import Commitment
from samspill.common.actors import Actor
from samspill.common.models import Partnership, today
from samspill.parties.models import Party, Person
from tests.cases.raising import DAY, WORK, english, letters
from tests.commitments.files import PDF


def test_others_are_asked_by_a_day_and_what_came_stands_with_the_case(
    partnership: Partnership, secretary: Actor, verdal: Party, council: Body, network: Body,
    kari: Client, browser: Client,
) -> None:  # fmt: skip
    case = Case.objects.create(
        partnership=partnership, slug="sak", title="Sak", state="accepted", body=council,
        question="Hva nå?",
    )  # fmt: skip
    page = f"{WORK}sak/innspill/"
    asked = {"question": "Hva mener dere?", "due_on": str(today() + 7 * DAY)}
    assert browser.post(page, asked).status_code == 422, "somebody must be asked"
    given = {**asked, "bodies": network.pk, "parties": verdal.pk}
    assert kari.post(page, given).status_code == 403
    assert browser.post(page, given).status_code == 302
    to = {one.to: one.text for one in letters("case-input/")}
    assert set(to) == {"nina@example.no", "kari@example.no"}
    owed = list(Commitment.objects.filter(process="case-input").order_by("pk"))
    assert [str(one.owners.get()) for one in owed] == ["NV", "Verdal"]
    inbox = kari.get("/hf/prove/arbeid/innboks/").content.decode()
    answer = f"/hf/prove/arbeid/innspill/{owed[1].pk}/"
    assert answer in inbox
    assert kari.get(f"/hf/prove/arbeid/innspill/{owed[0].pk}/").status_code in (403, 404)
    empty = kari.post(answer, {"done": ""})
    assert empty.status_code == 422
    sent = {"done": "Kommunen er for.", "attached": SimpleUploadedFile("svar.pdf", PDF)}
    assert kari.post(answer, sent).status_code == 302
    owed[1].refresh_from_db()
    assert owed[1].closed_as == Commitment.ClosedAs.DONE
    open_page = english().get("/hf/prove/saker/sak/").content.decode()
    assert "Kommunen er for." in open_page
    assert "1 of 2 answered" in open_page
    assert "Waits for an answer" in open_page
    assert "svar.pdf" not in open_page, "files of an answer are for those signed in"
    assert "svar.pdf" in browser.get(f"{WORK}sak/").content.decode()
    Commitment.objects.filter(pk=owed[0].pk).update(
        source_on=today() - 9 * DAY, due_on=today() - DAY
    )
    InputRequest.objects.update(asked_on=today() - 9 * DAY, due_on=today() - DAY)
    actions.move_case(by=secretary, case=case, name="close case")
    assert "Did not answer" in browser.get(f"{WORK}sak/").content.decode()
    log = browser.get("/hf/prove/arbeid/logg/").content.decode()
    assert "Asked on" in log
    assert "asked_on" not in log
    wrongs: tuple[dict[str, Any], ...] = (
        {"bodies": [council]}, {"due_on": today() - DAY, "bodies": [network]}, {"bodies": []}
    )  # fmt: skip
    for wrong in wrongs:
        with pytest.raises(ValidationError):
            actions.ask_for_input(
                by=secretary, case=case, question="?", **{"due_on": today(), **wrong}
            )


def test_the_parties_concerned_are_told_when_minutes_are_approved(
    partnership: Partnership, secretary: Actor, verdal: Party, council: Body, kari: Client
) -> None:
    case = Case.objects.create(
        partnership=partnership, slug="sak", title="Kurs", state="accepted", body=council, year=2026
    )
    secret = Case.objects.create(
        partnership=partnership, slug="hemmelig", title="Hemmelig", state="accepted",
        is_public=False, exempt_statute="offl. § 13",
    )  # fmt: skip
    meeting = actions.plan_meeting(
        by=secretary, meeting=Meeting(partnership=partnership, date=today()), bodies=[council]
    )
    for one in (case, secret):
        actions.add_item(by=secretary, meeting=meeting, case=one)
    actions.move_meeting(by=secretary, meeting=meeting, name="hold")
    for item in meeting.items.all():
        actions.treat(
            by=secretary, item=item, outcome="decided", decision=f"Ja til {item}", exception="Hast"
        )
    for name in ("begin minutes", "send minutes"):
        actions.move_minutes(by=secretary, meeting=meeting, name=name)
    assert letters("meeting/") == []
    actions.move_minutes(by=secretary, meeting=meeting, name="approve minutes")
    (told,) = letters("meeting/")
    assert told.to == "kari@example.no"
    assert "Ja til Kurs" in told.text
    assert "Hemmelig" not in told.text
    case.refresh_from_db()
    assert case.told_on == today()
    assert "Ja til Kurs" in kari.get("/hf/prove/arbeid/").content.decode()
    earlier = today() - datetime.timedelta(days=30)
    Case.objects.filter(pk=case.pk).update(told_on=earlier)
    tell_decisions(meeting)
    case.refresh_from_db()
    assert case.told_on == earlier, "the day when they were told first"
    Case.objects.filter(pk=case.pk).update(told_on=None)
    Person.objects.update(email="", user=None)
    assert tell_decisions(meeting) == 0
    case.refresh_from_db()
    assert case.told_on is None, "nobody could be reached"
