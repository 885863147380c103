"""Points of the law and what covers them on a date (hol. § 6-2; points 12 and 13 are from 2022)."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django_scopes import scope

from samspill.accounts.models import User
from samspill.common.models import Partnership
from samspill.documents.coverage import Summary, coverage_on, summary
from samspill.documents.models import Assessment, Coverage, Statute
from samspill.parties.models import Assignment
from tests.documents.folder import PARTNERSHIP, document, edition, loaded
from tests.everywhere.controls import forms_of
from tests.secretariat import signed_in

pytestmark = pytest.mark.django_db

LAW = """
statutes:
  - id: hol-6-2
    name: Helse- og omsorgstjenesteloven § 6-2
    short_name: hol. § 6-2
    requirements:
      - {number: 1, heading: Ansvar, from: 2012-01-01}
      - {number: 2, heading: Koordinerte tjenester, from: 2012-01-01}
      - {number: 3, heading: Innleggelse, from: 2012-01-01}
      - {number: 12, heading: Felles planlegging, from: 2022-08-01}
      - {number: 13, heading: Barn og unge, from: 2022-08-01}
"""
COVERS = """covers:
  - {statute: hol-6-2, number: 1}
  - {statute: hol-6-2, number: 2, degree: partial}
  - {statute: hol-6-2, number: 3, provision: innleggelse}
  - {statute: hol-6-2, number: 12, provision: planlegging}
"""


@pytest.fixture
def partnership(tmp_path: Path):
    return loaded(
        tmp_path,
        {
            "law.yaml": LAW,
            **document("r-1", more=COVERS),
            **edition(
                "r-1",
                "2021",
                "{status: superseded, from: 2021-01-01, to: 2024-12-31}",
                "# 1 Innleggelse {#innleggelse}\n\nOrd.",
            ),
            **edition(
                "r-1",
                "2025",
                "{status: in_force, from: 2025-01-01}",
                "# 1 Planlegging {#planlegging}\n\nOrd.",
            ),
            **document("utkast", more="covers:\n  - {statute: hol-6-2, number: 13}\n"),
            **edition("utkast", "2027", "{status: draft}"),
            **document(
                "unntatt",
                more="exempt: offentleglova § 24\ncovers:\n  - {statute: hol-6-2, number: 13}\n",
            ),
            **edition("unntatt", "2021"),
        },
    )


def told(partnership, date) -> dict[int, str]:
    with scope(partnership=partnership):
        return {
            point.requirement.number: "gap"
            if point.is_gap
            else ("partial" if point.is_partial else "covered")
            for point in coverage_on(date)
        }


@pytest.mark.parametrize(
    ("date", "found"),
    [
        (datetime.date(2011, 12, 31), {}),
        (datetime.date(2020, 12, 31), {1: "gap", 2: "gap", 3: "gap"}),
        (datetime.date(2022, 7, 31), {1: "covered", 2: "partial", 3: "covered"}),
        (
            datetime.date(2022, 8, 1),
            {1: "covered", 2: "partial", 3: "covered", 12: "gap", 13: "gap"},
        ),
        (
            datetime.date(2025, 1, 1),
            {1: "covered", 2: "partial", 3: "gap", 12: "covered", 13: "gap"},
        ),
    ],
)
def test_points_and_gaps_on_a_date(partnership, date, found) -> None:
    assert told(partnership, date) == found


def test_the_counts_add_up(partnership) -> None:
    with scope(partnership=partnership):
        points = coverage_on(datetime.date(2025, 1, 1))
    assert summary(points) == Summary(points=5, covered=2, partial=1, gaps=0, unassessed=2)


def test_a_point_names_the_provision_in_the_edition_in_force(
    partnership, django_assert_num_queries
) -> None:
    with scope(partnership=partnership), django_assert_num_queries(1):
        points = {p.requirement.number: p for p in coverage_on(datetime.date(2025, 1, 1))}
        (covering,) = points[12].by
        assert (covering.document.slug, str(covering.text)) == ("r-1", "1 Planlegging")


def test_what_came_into_a_document_later_covers_from_then_on(tmp_path: Path) -> None:
    covers = "covers:\n  - {statute: hol-6-2, number: 1, from: 2021-01-01}\n"
    front = "{status: in_force, from: 2017-01-01}"
    files = {"law.yaml": LAW, **document("r-1", more=covers), **edition("r-1", "2017", front)}
    with scope(partnership=loaded(tmp_path, files)):
        gaps = [coverage_on(datetime.date(year, 6, 1))[0].is_gap for year in (2019, 2021)]
    assert gaps == [True, False]


def standing(partnership, date: datetime.date = datetime.date(2026, 1, 1)) -> dict[int, str]:
    with scope(partnership=partnership):
        return {point.requirement.number: point.stand for point in coverage_on(date)}


def test_what_nobody_has_judged_is_not_assessed_and_never_a_gap(partnership) -> None:
    assert standing(partnership) == {
        1: "covered_as_entered", 2: "partial_as_entered", 3: "unassessed",
        12: "covered_as_entered", 13: "unassessed",
    }  # fmt: skip


def test_where_nothing_is_entered_the_law_is_not_broken(tmp_path: Path) -> None:
    files = {"law.yaml": LAW, **document("r-1"), **edition("r-1", "2021")}
    assert set(standing(loaded(tmp_path, files)).values()) == {"not_entered"}


JUDGED = (
    LAW
    + """
    assessments:
      - {number: 3, verdict: not_covered, by: ASU, on: 2025-05-01, grounds: Punktet er tatt ut.}
      - {number: 12, verdict: covered, by: ASU, on: 2021-05-01, grounds: Før punktet kom i loven.}
      - {number: 1, verdict: partial, by: ASU, on: 2024-05-01, grounds: Bare for noen.}
      - {number: 1, verdict: covered, by: PSU, on: 2025-05-01, grounds: Kapittel 4 er nytt.}
"""
)


def test_a_judgement_says_how_a_point_stands_from_its_day_on(tmp_path: Path) -> None:
    covers = "covers:\n  - {statute: hol-6-2, number: 1}\n"
    files = {"law.yaml": JUDGED, **document("r-1", more=covers), **edition("r-1", "2021")}
    partnership = loaded(tmp_path, files)
    now = standing(partnership)
    assert (now[1], now[3]) == ("covered", "not_covered")
    assert standing(partnership, datetime.date(2024, 6, 1))[1] == "partial"
    assert standing(partnership, datetime.date(2024, 4, 1))[1] == "covered_as_entered"
    assert now[12] == "unassessed"  # judged before the point came into the law


def test_parts_that_complete_each_other_cover_the_point(tmp_path: Path) -> None:
    def covers(parts: str) -> str:
        return f"covers:\n  - {{statute: hol-6-2, number: 2, degree: partial, {parts}}}\n"

    files = {
        "law.yaml": LAW,
        **document("r-1", more=covers("all_but: [læring, mestring]")),
        **edition("r-1", "2021"),
        **document("r-2", more=covers("only: [læring]")),
        **edition("r-2", "2021"),
    }
    assert standing(loaded(tmp_path / "a", files))[2] == "partial_as_entered"
    files |= {**document("r-3", more=covers("only: [mestring]")), **edition("r-3", "2021")}
    assert standing(loaded(tmp_path / "b", files))[2] == "covered_as_entered"


def test_an_action_plan_can_cover_a_point(tmp_path: Path) -> None:
    """Point 12, on planning together, may stand in the plan and not in the agreement."""
    kind = "  - {id: plan, name: Handlingsplan, plural: Handlingsplaner, role: plan, order: 5}\n"
    covers = "covers:\n  - {statute: hol-6-2, number: 12}\n"
    files = {
        "partnership.yaml": PARTNERSHIP + kind,
        "law.yaml": LAW,
        **document("planen", "plan", covers),
        **edition("planen", "2024"),
    }
    assert standing(loaded(tmp_path, files))[12] == "covered_as_entered"


def test_a_body_that_has_ended_judges_nothing(tmp_path: Path) -> None:
    body = "id: radet\nname: Rådet\nto: 2020-12-31\n"
    with scope(partnership=loaded(tmp_path, {"law.yaml": LAW, "bodies/radet.yaml": body})):
        law = Statute.objects.get()
        judged = Assessment(statute=law, assessed_by="rådet", assessed_on=datetime.date(2021, 1, 1))
        with pytest.raises(ValidationError, match="rådet"):
            judged.clean()
        judged.assessed_on = datetime.date(2020, 12, 31)
        judged.clean()


def test_parts_that_two_have_changed_at_once_stand_beside_each_other(
    partnership: Partnership, client: Client
) -> None:
    """Fields of several values: none of them made the page of the collision fall over."""
    with scope(partnership=partnership):
        signed_in(partnership, "siri@example.no", Assignment.Kind.SECRETARIAT)
        covered = Coverage.objects.filter(number=1).get()
    client.force_login(User.objects.get(email="siri@example.no"))
    address = f"/hf/{partnership.slug}/arbeid/register/lovdekning/{covered.pk}/endre/"
    (form,) = forms_of(client.get(address).content, address)
    sent = {**form.sends, "only": "Legevakt\nAmbulanse", "meant": "1"}
    assert client.post(address, sent).status_code == 302
    answer = client.post(address, {**sent, "only": "Legevakt\nBrann"})
    assert answer.status_code == 409
    for wording in ("Legevakt, Ambulanse", "Legevakt, Brann"):
        assert wording in answer.content.decode()
