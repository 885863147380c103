"""What is exempt, or not yet open, reaches nobody who may not read it: signed in or not."""

from __future__ import annotations

import datetime

import pytest
from django.test import Client

from samspill.bodies.models import Body
from samspill.cases import actions
from samspill.cases.models import AgendaItem, Case, FollowUp, Meeting
from samspill.common.actors import Actor
from samspill.common.models import Partnership, today
from samspill.parties.models import Participation, Party
from samspill.portal.models import SearchEntry, SearchWord
from tests.secretariat import signed_in

SECRET = "Kvikksølvsaken"
MARKED = f"Åpen innledning.\n\n::: unntatt offl. § 13\n{SECRET}\n:::\n\nÅpen slutt."


@pytest.fixture
def meeting(partnership: Partnership, secretary: Actor) -> Meeting:
    """A meeting that was held, with a case of which paragraphs are exempt; minutes are a draft."""
    frame = {"partnership": partnership}
    body = Body.objects.create(**frame, slug="psu", name="PSU", short_name="PSU")
    case = Case.objects.create(
        **frame, slug="sak", title="Apen sak", state="accepted", year=2026, question=MARKED,
        background=MARKED, assessment=MARKED, proposal=MARKED, state_reason=SECRET,
    )  # fmt: skip
    made = actions.plan_meeting(
        by=secretary, meeting=Meeting(**frame, date=today(), note=MARKED), bodies=[body]
    )
    item = actions.add_item(by=secretary, meeting=made, case=case)
    actions.move_meeting(by=secretary, meeting=made, name="hold")
    AgendaItem.objects.filter(pk=item.pk).update(
        text=MARKED, outcome="recommended", decision=MARKED, reason=MARKED, discussion=MARKED
    )
    FollowUp.objects.create(
        **frame, item=item, slug="oppgave", position=0, text="Gjør det", due_on=datetime.date.max
    )
    return Meeting.objects.get(pk=made.pk)


def contact(partnership: Partnership) -> Client:
    party = Party.objects.create(
        partnership=partnership, slug="verdal", name="Verdal", kind=Party.Kind.MUNICIPALITY
    )
    Participation.objects.create(partnership=partnership, party=party, capacity="member")
    client = Client()
    client.force_login(signed_in(partnership, "kari@example.no", "contact", party))
    return client


def test_minutes_that_are_a_draft_are_read_by_those_who_sit_there_alone(
    partnership: Partnership, meeting: Meeting, browser: Client
) -> None:
    kari = contact(partnership)
    item = meeting.items.get()
    for address in (
        f"register/sakslister/{item.pk}/",
        f"register/moter/{meeting.pk}/",
        f"moter/{meeting.slug}/",
    ):
        page = kari.get(f"/hf/prove/arbeid/{address}").content.decode()
        assert SECRET not in page, address
        assert "Innstilt" not in page, address
        assert SECRET in browser.get(f"/hf/prove/arbeid/{address}").content.decode(), address


def test_what_is_exempt_in_a_text_is_nowhere_for_others(
    partnership: Partnership, secretary: Actor, meeting: Meeting, browser: Client
) -> None:
    for name in ("begin minutes", "send minutes", "approve minutes"):
        actions.move_minutes(by=secretary, meeting=meeting, name=name)
    kari, anyone = contact(partnership), Client()
    item, case = meeting.items.get(), Case.objects.get()
    signed = [f"register/sakslister/{item.pk}/", f"register/saker/{case.pk}/",
              "register/saker/?som=xlsx", f"moter/{meeting.slug}/", "saker/sak/"]  # fmt: skip
    pages = {one: kari.get(f"/hf/prove/arbeid/{one}") for one in signed}
    pages |= {
        one: anyone.get(f"/hf/prove/{one}")
        for one in ("saker/sak/", "saker/?q=innledning", "vedtak/", f"moter/{meeting.slug}/",
                    f"sok/?q={SECRET}ene")
    }  # fmt: skip
    for address, page in pages.items():
        assert page.status_code == 200, address
        told = page.content.decode(errors="replace").replace(f"{SECRET}ene", "")
        assert SECRET not in told, address
    for address in ("saker/sak/", "vedtak/", f"moter/{meeting.slug}/"):
        page = anyone.get(f"/hf/prove/{address}").content.decode()
        assert "Unntatt offentlighet, offl. § 13" in page, address
        assert "Åpen slutt" in page, address
    assert SECRET in browser.get(f"/hf/prove/arbeid/register/saker/{case.pk}/").content.decode()
    assert not SearchEntry.objects.filter(body__contains=SECRET).exists()
    assert not SearchWord.objects.filter(word__icontains=SECRET).exists()
    assert SearchEntry.objects.filter(body__contains="Åpen slutt").exists()
