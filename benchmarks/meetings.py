"""Measured from inside: cases and meetings of ten years, their pages, members and papers."""

from __future__ import annotations

import io
import json
import resource
import sys
import time
from typing import Any

import django

from benchmarks.owed import may_change_what_is_frozen
from benchmarks.signed_in import _by, _cookie, _person, undone

CASES = 10
"""Of each meeting."""
COMING = 20
MEMBERS = 200
PARAGRAPH = "Kommunene og helseforetaket har ulik praksis, og pasientene merker det. " * 12
LONG = "\n\n".join([PARAGRAPH] * 18)


def main(slug: str, count: int) -> None:
    """Prints JSON: pages, cookies and what was measured, with so many meetings of ten years.

    Called again with a larger count it fills up the past.
    """
    django.setup()
    from django_scopes import scope

    from samspill.common.models import Partnership

    partnership = Partnership.objects.get(slug=slug)
    with scope(partnership=partnership):
        found = _fill(partnership, count)
        found |= {"pages": _pages(partnership), "signed in": _signed_in(partnership)}
        found["papers"] = [_papers(partnership, items) for items in (10, 30, 60)]
    print(json.dumps(found))


MEETINGS = """
    INSERT INTO cases_meeting
        (partnership_id, formerly, source_note, unknown, not_applicable, slug, title, kind, date,
         place, link, host, led_by, state, minutes, minutes_at, approved_how, others, note,
         sequence)
    SELECT %(partnership)s, '{}', '', '{}', '{}', 'maling-' || number, '', 'ordinary',
           CASE WHEN %(is_past)s
                THEN current_date - 1 - (number * 3650.0 / %(last)s)::int
                ELSE current_date + (number %% 300)::int + 7 END,
           'Stjørdal', '', '', '', CASE WHEN %(is_past)s THEN 'held' ELSE 'called' END,
           CASE WHEN %(is_past)s THEN 'approved' ELSE 'not_entered' END, '',
           CASE WHEN %(is_past)s THEN 'meeting' ELSE '' END, '', '', 0
      FROM generate_series(%(first)s, %(last)s) AS number
"""
BODIES = """
    INSERT INTO cases_meeting_bodies (meeting_id, body_id)
    SELECT m.id, b.keys[1 + m.id %% array_length(b.keys, 1)]
      FROM cases_meeting m, (SELECT %s::bigint[] AS keys) b
     WHERE m.slug LIKE 'maling-%%'
       AND NOT EXISTS (SELECT 1 FROM cases_meeting_bodies o WHERE o.meeting_id = m.id)
"""
TREATED = """
    INSERT INTO cases_case
        (partnership_id, formerly, source_note, unknown, not_applicable, slug, title, type, state,
         state_reason, year, body_id, proposed_by, question, background, assessment, proposal,
         is_public, exempt_statute)
    SELECT m.partnership_id, '{}', '', '{}', '{}', m.slug || '-' || nr,
           (ARRAY['Utskriving', 'Transport', 'Hjelpemidler', 'Epikriser', 'Lærlinger'])[1 + nr %% 5]
           || ' i ' || p.name, 'decision',
           CASE m.state WHEN 'held' THEN 'closed' ELSE 'accepted' END, '',
           extract(year FROM m.date), b.body_id, 'Måling', 'Hva gjør vi?', %(text)s, '', '', true,
           ''
      FROM cases_meeting m
      JOIN cases_meeting_bodies b ON b.meeting_id = m.id
      CROSS JOIN generate_series(1, %(cases)s) AS nr
      CROSS JOIN LATERAL (SELECT (%(parties)s::text[])[1 + (m.id + nr)
                                 %% array_length(%(parties)s::text[], 1)] AS name) p
     WHERE m.slug LIKE 'maling-%%'
       AND NOT EXISTS (SELECT 1 FROM cases_agendaitem o WHERE o.meeting_id = m.id)
"""
NUMBERS = """
    INSERT INTO cases_casenumber
        (partnership_id, source_note, case_id, body_id, year, number, written, spelled)
    SELECT c.partnership_id, '', c.id, c.body_id, c.year, c.id, c.id || '/' || c.year,
           ARRAY[lower(c.id || '/' || c.year), c.id || '-' || c.year]
      FROM cases_case c
     WHERE c.slug LIKE 'maling-%%'
       AND NOT EXISTS (SELECT 1 FROM cases_casenumber o WHERE o.case_id = c.id)
"""
ITEMS = """
    INSERT INTO cases_agendaitem
        (partnership_id, source_note, meeting_id, slug, position, case_id, title, type, text,
         is_late, discussion, outcome, decision, reason, mode, exception, is_public,
         exempt_statute)
    SELECT m.partnership_id, '', m.id, 'sak-' || c.id, c.id %% 30000, c.id, '', '', '', false, '',
           CASE m.state WHEN 'held' THEN 'decided' ELSE '' END,
           CASE m.state WHEN 'held' THEN 'Vedtatt: ' || c.title || ', fra neste år.' ELSE '' END,
           '', CASE m.state WHEN 'held' THEN 'consensus' ELSE '' END, '', true, ''
      FROM cases_meeting m
      JOIN cases_case c ON c.partnership_id = m.partnership_id
           AND c.slug LIKE 'maling-%%' AND m.slug = substring(c.slug FROM '^maling-[a-z0-9]+')
     WHERE m.slug LIKE 'maling-%%'
       AND NOT EXISTS (SELECT 1 FROM cases_agendaitem o WHERE o.case_id = c.id)
"""
FILLED = ("meeting", "meeting_bodies", "case", "casenumber", "agendaitem")


def _fill(partnership: Any, count: int) -> dict[str, Any]:
    from django.db import connection

    from samspill.bodies.models import Body
    from samspill.cases.models import Case, Meeting
    from samspill.common.models import today
    from samspill.parties.models import Party
    from samspill.portal.search.index import rebuild

    past = Meeting.objects.filter(slug__startswith="maling-", state="held").count()
    bodies = list(Body.objects.on(today()).values_list("pk", flat=True))
    parties = list(Party.objects.municipalities().values_list("name", flat=True))
    may_change_what_is_frozen()
    frame = {"partnership": partnership.pk}
    with connection.cursor() as cursor:
        if not past:
            cursor.execute(MEETINGS, {**frame, "first": 1, "last": COMING, "is_past": False})
            cursor.execute("UPDATE cases_meeting SET slug = 'maling-k' || substring(slug, 8) "
                           "WHERE slug LIKE 'maling-%%' AND state = 'called'", [])  # fmt: skip
        cursor.execute(MEETINGS, {**frame, "first": past + 1, "last": count, "is_past": True})
        cursor.execute(BODIES, [bodies])
        cursor.execute(TREATED, {"text": PARAGRAPH, "cases": CASES, "parties": parties})
        cursor.execute(NUMBERS, [])
        cursor.execute(ITEMS, [])
        for table in FILLED:
            cursor.execute(f"ANALYZE cases_{table}")
    rebuild(partnership)
    return {"meetings": Meeting.objects.count(), "cases": Case.objects.count()}


def _pages(partnership: Any) -> dict[str, str]:
    from samspill.cases.models import Case, CaseNumber, Meeting

    at = f"/hf/{partnership.slug}"
    held = Meeting.objects.filter(slug__startswith="maling-", state="held").order_by("-date")[0]
    case = Case.objects.filter(items__meeting=held)[0]
    number = CaseNumber.objects.get(case=case)
    body = held.bodies.get()
    return {
        "calendar": f"{at}/moter/",
        "agenda": f"{at}/moter/{held.slug}/",
        "cases": f"{at}/saker/",
        "case": f"{at}/saker/{case.slug}/",
        "decisions": f"{at}/vedtak/",
        "decisions asked for": f"{at}/vedtak/?q=transport",
        "body": f"{at}/organer/{body.slug}/",
        "search": f"{at}/sok/?q=transport",
        "search by number": f"{at}/sok/?q={number.written}",
        "home": f"{at}/",
    }


def _signed_in(partnership: Any) -> dict[str, Any]:
    """The secretariat with its pages, and the members of one body before the same meeting."""
    from samspill.accounts.models import User
    from samspill.bodies.models import Seat, Term
    from samspill.cases.models import Meeting
    from samspill.parties import actions
    from samspill.parties.models import Person

    called = Meeting.objects.filter(slug__startswith="maling-k").order_by("date")[0]
    at = f"/hf/{partnership.slug}/arbeid"
    steward = User.objects.filter(name="steward").first()
    if steward is None:
        steward, person = _person(partnership, "steward")
        actions.give_role(by=_by(partnership), person=person, kind="secretariat")
    if not User.objects.filter(name="member-0").exists():
        body = called.bodies.get()
        for number in range(MEMBERS):
            frame = {"partnership": partnership}
            user = User.objects.create(email=f"member-{number}@example.no", name=f"member-{number}")
            person = Person.objects.create(
                **frame, name=user.name, slug=user.name, user=user, is_invented=True
            )
            seat = Seat.objects.create(
                **frame, body=body, slug=user.name, label=f"Medlem {number}", role="member"
            )
            Term.objects.create(**frame, seat=seat, person=person)
    members = User.objects.filter(name__startswith="member-")
    return {
        "cookie": _cookie(steward),
        "pages": {
            "my page": f"{at}/",
            "cases": f"{at}/saker/",
            "meetings": f"{at}/moter/",
            "meeting": f"{at}/moter/{called.slug}/",
        },
        "members": [_cookie(one) for one in members],
        "agenda": f"{at}/moter/{called.slug}/",
    }


def _papers(partnership: Any, items: int) -> dict[str, float]:
    """A set of papers with so many cases, each of some pages: how long, and how much memory."""
    import pikepdf

    from samspill.bodies.models import Body
    from samspill.cases.models import AgendaItem, Case, Meeting
    from samspill.cases.papers import Reader
    from samspill.cases.papers.case_papers import all_papers_of
    from samspill.cases.papers.gathered import gathered
    from samspill.common.models import today
    from samspill.documents.written.pdf import as_pdf

    frame = {"partnership": partnership}
    with undone():
        meeting = Meeting.objects.create(**frame, slug="papirer", date=today(), state="called")
        meeting.bodies.add(Body.objects.on(today())[0])
        for number in range(items):
            case = Case.objects.create(
                **frame, slug=f"papir-{number}", title=f"Sak {number}", state="accepted",
                question="Hva gjør vi?", background=LONG, assessment=LONG, proposal="Vi gjør det.",
            )  # fmt: skip
            AgendaItem.objects.create(
                **frame, meeting=meeting, slug=f"papir-{number}", position=number, case=case
            )
        started = time.perf_counter()
        reader = Reader(agenda=True, minutes=True, all=True)
        made = as_pdf(all_papers_of(gathered(meeting, reader)))
        seconds = time.perf_counter() - started
    with pikepdf.open(io.BytesIO(made)) as pdf:
        pages = len(pdf.pages)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return {"pages": pages, "seconds": seconds, "memory": memory}


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
