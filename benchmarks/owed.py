"""Measured from inside: the ledger with a long past, its pages, a round, and a run of reminders."""

from __future__ import annotations

import json
import resource
import sys
import time
from typing import Any

import django

from benchmarks.signed_in import _by, _cookie, _median, _person, undone

OPEN = 20_000
REPORTS = 3
MEASURES = 1_000
OWNERS = 400


def main(slug: str, count: int) -> None:
    """Prints JSON: cookie and pages of the secretariat, and what was measured from inside.

    The first time it fills the ledger with what is open; each time it fills up the past, so that
    the pages can be measured with a short and a long one.
    """
    django.setup()
    from django_scopes import scope

    from samspill.common.models import Partnership

    partnership = Partnership.objects.get(slug=slug)
    with scope(partnership=partnership):
        found: dict[str, Any] = {"fill": _fill(partnership, count)}
        found |= _pages(partnership)
        found["heat map"] = _heat_map()
        found["round"] = _round(partnership)
        found["remind"] = _remind(partnership, count)
    print(json.dumps(found))


COMMITMENTS = """
    INSERT INTO commitments_commitment
        (partnership_id, process, owners_key, title, text, source_label, source_path,
         due_kind, due_on, recurrence, due_as_written, is_public, is_optional, state, closed_as,
         closed_reason, opened_on, closed_on, reported_on)
    SELECT %(partnership)s, 'bench', 'x', 'Noe som skal gjøres ' || number,
           '', 'Avtalen', '', 'date', current_date + (number %% 400 - 100)::int, '', '', true,
           false, %(state)s, CASE %(state)s WHEN 'open' THEN '' ELSE 'done' END, '',
           current_date - 500, CASE %(state)s WHEN 'open' THEN NULL ELSE current_date END,
           CASE %(state)s WHEN 'open' THEN NULL ELSE current_date - (number %% 400)::int END
      FROM generate_series(%(first)s, %(last)s) AS number
"""
OWNED = """
    INSERT INTO commitments_owner (partnership_id, commitment_id, party_id, role, is_open)
    SELECT c.partnership_id, c.id,
           p.keys[1 + abs(hashint8(c.id)::bigint) %% array_length(p.keys, 1)], '', true
      FROM commitments_commitment c, (SELECT %s::bigint[] AS keys) p
     WHERE c.process = 'bench'
       AND NOT EXISTS (SELECT 1 FROM commitments_owner o WHERE o.commitment_id = c.id)
"""
REPORTED = """
    INSERT INTO commitments_statusreport
        (partnership_id, commitment_id, reason, done, effect, next_step, link,
         by, role, at)
    SELECT c.partnership_id, c.id, '', 'Gjort', '', '', '', 'Måling', '', now()
      FROM commitments_commitment c, generate_series(1, %s)
     WHERE c.process = 'bench' AND c.state = 'closed' AND c.id > %s
"""


def _fill(partnership: Any, count: int) -> dict[str, float]:
    from django.db import connection
    from django.db.models import Max

    from samspill.commitments.models import Commitment
    from samspill.parties.models import Party

    started = time.perf_counter()
    there = Commitment.objects.of_process("bench").count()
    last = Commitment.objects.aggregate(last=Max("pk"))["last"] or 0
    parties = list(Party.objects.municipalities().values_list("pk", flat=True))
    with connection.cursor() as cursor:
        if not there:
            _measures(partnership)
            _contacts(partnership)
            frame = {"partnership": partnership.pk, "state": "open", "first": 1, "last": OPEN}
            cursor.execute(COMMITMENTS, frame)
            there = OPEN
        frame = {"partnership": partnership.pk, "state": "closed", "first": there, "last": count}
        cursor.execute(COMMITMENTS, frame)
        cursor.execute(OWNED, [parties])
        cursor.execute(REPORTED, [REPORTS, last])
        for table in ("commitment", "owner", "statusreport"):
            cursor.execute(f"ANALYZE commitments_{table}")
    return {"seconds": time.perf_counter() - started}


def _measures(partnership: Any) -> None:
    """Measures enough for one helsefellesskap when the country has 20,000."""
    from samspill.plans.following import bring_in_line
    from samspill.plans.models import Measure, PlanEdition

    edition = PlanEdition.objects.get(state="running")
    areas = list(edition.areas.all())
    may_change_what_is_frozen()
    Measure.objects.bulk_create(
        Measure(
            partnership=partnership, edition=edition, area=areas[number % len(areas)],
            number=f"b{number}", text="Et tiltak", order=number + 1000,
        )
        for number in range(MEASURES)
    )  # fmt: skip
    bring_in_line(by=_by(partnership), partnership=partnership)


def _contacts(partnership: Any) -> None:
    """Somebody to remind for each party."""
    from samspill.parties import actions
    from samspill.parties.models import Party, Person

    by = _by(partnership)
    for party in Party.objects.municipalities():
        blank = Person(partnership=partnership, name=party.name, email=f"{party.slug}@example.no")
        person = actions.save_person(by=by, person=blank)
        actions.give_role(by=by, person=person, kind="contact", party=party)


def may_change_what_is_frozen() -> None:
    """Lets this connection change what is adopted or approved, as loading a folder may."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('samspill.loading', 'on', false)")


def _pages(partnership: Any) -> dict[str, Any]:
    from samspill.accounts.models import User
    from samspill.parties import actions
    from samspill.parties.models import Party

    user = User.objects.filter(name="steward").first()
    party = Party.objects.municipalities()[0]
    if user is None:
        user, person = _person(partnership, "steward")
        actions.give_role(by=_by(partnership), person=person, kind="secretariat")
        actions.give_role(by=_by(partnership), person=person, kind="contact", party=party)
    at = f"/hf/{partnership.slug}/arbeid"
    return {
        "cookie": _cookie(user),
        "pages": {
            "my page": f"{at}/",
            "inbox": f"{at}/innboks/",
            "party": f"{at}/parter/{party.slug}/",
            "needs attention": f"{at}/sekretariat/",
            "commitments": f"{at}/forpliktelser/",
        },
    }


BARE = """
    SELECT m.area_id, r.scale, count(*)
      FROM plans_measure m
      LEFT JOIN plans_owedmeasure o ON o.thing_id = m.id
      LEFT JOIN commitments_commitment c ON c.id = o.commitment_id
            AND c.process = 'measure' AND c.partnership_id = %s AND c.is_public
      LEFT JOIN commitments_legendstatus r ON r.id = c.result_id
     WHERE m.edition_id = %s
     GROUP BY 1, 2
"""


def _heat_map() -> dict[str, float]:
    from django.db import connection

    from samspill.commitments.models import Commitment
    from samspill.common.models import today
    from samspill.plans.models import Measure, PlanEdition
    from samspill.plans.overviews.statements import About, counts, ledger

    edition = PlanEdition.objects.get(state="running")
    measures = Measure.objects.filter(edition=edition)
    public = Commitment.objects.filter(is_public=True)

    def bare() -> None:
        with connection.cursor() as cursor:
            cursor.execute(BARE, [edition.partnership_id, edition.pk])
            cursor.fetchall()

    def whole() -> None:
        counts(measures, ledger(public, About.RESULT, today()))

    return {"bare": _median(bare), "whole": _median(whole)}


def _round(partnership: Any) -> dict[str, float]:
    """Opens a round for so many owners, and takes it back."""
    from samspill.common.models import today
    from samspill.parties.models import Party
    from samspill.plans import actions
    from samspill.plans.following import bring_in_line
    from samspill.plans.models import MeasureOwner, PlanEdition

    edition = PlanEdition.objects.get(state="running")
    may_change_what_is_frozen()
    with undone():
        clinics = Party.objects.bulk_create(
            Party(partnership=partnership, slug=f"b{n}", name=f"B {n}", kind="clinic")
            for n in range(OWNERS)
        )
        MeasureOwner.objects.bulk_create(
            MeasureOwner(partnership=partnership, measure=measure, party=clinic)
            for measure, clinic in zip(
                edition.measures.filter(number__startswith="b")[:OWNERS], clinics, strict=True
            )
        )
        bring_in_line(by=_by(partnership), partnership=partnership)
        started = time.perf_counter()
        actions.open_round(by=_by(partnership), edition=edition, title="Måling", due_on=today())
        return {"seconds": time.perf_counter() - started, "owners": OWNERS}


def _remind(partnership: Any, count: int) -> dict[str, float]:
    """A run of reminders over the whole ledger, and takes it back."""
    from samspill.commitments.models import ReminderChoice
    from samspill.commitments.reminding import remind
    from samspill.common.models import today
    from samspill.mail.models import Message

    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    with undone():
        # The measured server has reminded already.
        Message.objects.all().delete()
        ReminderChoice.objects.all().delete()
        started = time.perf_counter()
        letters = remind(today())
        seconds = time.perf_counter() - started
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return {"seconds": seconds, "letters": letters, "rows": count, "before": before, "after": after}


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
