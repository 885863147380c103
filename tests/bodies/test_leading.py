"""Whose turn an office is, who may hold it, and what is told where another is entered."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django_scopes import scope

from samspill.bodies.leading import leading, reads
from samspill.bodies.leading_words import told_of
from samspill.bodies.models import Body, Office, OfficeRule, Rotation, Seat
from samspill.bodies.turns import Area, Cycle, Holder, Turn, due_on, months_after
from samspill.common.models import Partnership
from samspill.common.ready import together
from tests.exchange.test_faults import BODY, changed, found
from tests.factories.folders import example, loaded, write
from tests.unseen.folders import handed_over

DAY = datetime.date
OFFICES = "offices:\n"
TURNS = Cycle(24, ("k", "h"), DAY(2021, 1, 1))
AREAS = {
    "k": Area("Kommunene", "k"),
    "h": Area("Sykehuset", "h"),
    "innerby": Area("Innerby", "k"),
    "ytterby": Area("Ytterby", "k"),
    "kysten": Area("Kysten", "k", frozenset({"ytterby"})),
}


@pytest.mark.parametrize(
    ("start", "months", "day"),
    [
        (DAY(2021, 1, 31), 1, DAY(2021, 2, 28)),
        (DAY(2023, 8, 1), 6, DAY(2024, 2, 1)),
        (DAY(2024, 2, 29), 12, DAY(2025, 2, 28)),
    ],
)
def test_so_many_months_later(start: DAY, months: int, day: DAY) -> None:
    assert months_after(start, months) == day


@pytest.mark.parametrize(
    ("date", "turn"),
    [
        (DAY(2020, 12, 31), None),
        (DAY(2021, 1, 1), Turn("k", DAY(2021, 1, 1), DAY(2022, 12, 31))),
        (DAY(2022, 12, 31), Turn("k", DAY(2021, 1, 1), DAY(2022, 12, 31))),
        (DAY(2023, 1, 1), Turn("h", DAY(2023, 1, 1), DAY(2024, 12, 31))),
        (DAY(2025, 6, 1), Turn("k", DAY(2025, 1, 1), DAY(2026, 12, 31))),
    ],
)
def test_whose_turn_it_is(date: DAY, turn: Turn | None) -> None:
    assert TURNS.turn_on(date) == turn


def test_nobody_knows_whose_turn_it_is_where_the_first_day_is_not_entered() -> None:
    assert Cycle(24, ("k", "h")).turn_on(DAY(2022, 1, 1)) is None


def test_the_opposite_is_from_the_other_side_also_in_two_steps() -> None:
    cycles = {
        ("psu", "chair"): TURNS,
        ("asu", "chair"): Cycle(opposite=("psu", "chair")),
        ("asu", "deputy_chair"): Cycle(opposite=("asu", "chair")),
    }
    due = {of: due_on(of, DAY(2021, 6, 1), cycles, {}, AREAS) for of in cycles}
    assert [one and sorted(one.whom) for one in due.values()] == [["k"], ["h"], ["k"]]


def test_the_opposite_of_an_office_without_turns_goes_by_who_holds_it() -> None:
    cycles = {("asu", "chair"): Cycle(opposite=("psu", "chair"))}
    held = {("psu", "chair"): [Holder("A", "h")]}
    due = due_on(("asu", "chair"), DAY(2021, 6, 1), cycles, held, AREAS)
    assert due
    assert sorted(due.whom) == ["k"]
    assert due_on(("asu", "chair"), DAY(2021, 6, 1), cycles, {}, AREAS) is None


@pytest.mark.parametrize(
    ("holder", "whom", "kind", "none"),
    [
        (Holder("", "k"), {"k"}, "", False),
        (Holder("", "k"), {"h"}, "", True),
        (Holder("", None), {"h"}, "", False),
        (Holder("", "k"), {"innerby"}, "", False),
        (Holder("", "h"), {"innerby"}, "", True),
        (Holder("", "k", frozenset({"ytterby"})), {"innerby"}, "", True),
        (Holder("", "k", frozenset({"ytterby"})), {"kysten"}, "", False),
        (Holder("", "k", frozenset({"innerby"})), {"kysten"}, "", True),
        (Holder("", "k", frozenset({"kysten"})), {"ytterby"}, "", False),
        (Holder("", "k", frozenset({"kysten"})), {"innerby"}, "", True),
        (
            Holder("", "k", frozenset({"innerby"}), frozenset({"municipality"})),
            set(),
            "clinic",
            True,
        ),
        (Holder("", "k"), set(), "clinic", False),
        (Holder("", "k"), set(), "", False),
    ],
)
def test_a_holder_is_from_none_of_them_only_where_that_is_known(
    holder: Holder, whom: set[str], kind: str, none: bool
) -> None:
    of_the_day = Holder(holder.label, holder.side, holder.tied, holder.kinds, AREAS)
    assert of_the_day.is_none_of(whom, kind) is none


@pytest.fixture
def tvifjord(tmp_path: Path, db: None) -> Partnership:
    folder = handed_over(tmp_path) / "tvifjord"
    files = {str(f.relative_to(folder)): f.read_text() for f in folder.rglob("*.yaml")}
    return loaded(tmp_path / "again", files)


def doubts(date: DAY) -> dict[str, list[str]]:
    names = dict(Body.objects.values_list("pk", "slug"))
    told = [told_of(one) for one in leading(date, together(**reads(date)))]
    return {f"{names[one.body]} {one.office}": one.doubts for one in told if one.doubts}


def test_all_bodies_are_looked_at_in_one_statement(
    tvifjord: Partnership, django_assert_num_queries: object
) -> None:
    with scope(partnership=tvifjord):
        assert doubts(DAY(2024, 6, 1)) == {}
        with django_assert_num_queries(1):  # type: ignore[operator]
            together(**reads(DAY(2025, 6, 1)))
        assert sorted(doubts(DAY(2025, 6, 1))) == [
            "fagutvalget chair",
            "partnerskapsmotet chair",
            "ssu chair",
            "ssu deputy_chair",
        ]


def test_two_chairs_at_once_are_kept_apart_by_their_number(tvifjord: Partnership) -> None:
    with scope(partnership=tvifjord):
        chairs = Office.objects.on(DAY(2024, 1, 1)).filter(body__slug="partnerskapsmotet")
        told = chairs.filter(kind="chair").values_list("number", "seat__slug")
        assert list(told) == [(1, "austnes"), (2, "sykehus-1")]


def test_a_derived_seat_follows_the_first_of_two_chairs(tvifjord: Partnership) -> None:
    with scope(partnership=tvifjord):
        body = Body.objects.get(slug="ssu")
        Seat.objects.create(
            partnership=tvifjord, body=body, slug="leder", label="Leder",
            represents_body=Body.objects.get(slug="partnerskapsmotet"), represents_office="chair",
        )  # fmt: skip
        leads = Seat.objects.filter(slug="leder").with_holder_on(DAY(2024, 1, 1))
        assert list(leads.values_list("followed__origin__slug", flat=True)) == ["austnes"]


def test_a_form_takes_names_and_keeps_keys(tvifjord: Partnership) -> None:
    with scope(partnership=tvifjord):
        body = Body.objects.get(slug="ssu")
        rotation = Rotation(body=body, office="secretary", months=12)
        rotation.order = ["Kommunene", "diakonsykehuset"]
        rotation.clean()
        assert rotation.order == ["kommunene", "diakonsykehuset"]
        rotation.order = ["Kommunene", "Ingen"]
        with pytest.raises(ValidationError, match="Ingen side, part eller region heter Ingen"):
            rotation.clean()


def test_a_turn_that_is_not_kept_is_told_with_its_line(tmp_path: Path) -> None:
    told = found(handed_over(tmp_path) / "tvifjord")
    assert [one for one in told if "rotation" in one] == [
        "bodies/fagutvalget.yaml:14: warning: Fagutvalget: the chair is entered from «kommunene», "
        "2025-01-01–2026-12-31 – by the rotation it is «sykehusene» then",
        "bodies/ssu.yaml:24: warning: Strategisk samarbeidsutvalg: the chair is entered from "
        "«sykehusene», 2025-01-01–2026-12-31 – by the rotation it is «kommunene» then",
        "bodies/ssu.yaml:26: warning: Strategisk samarbeidsutvalg: the deputy_chair is entered "
        "from «kommunene», 2025-01-01–2026-12-31 – by the rotation it is «sykehusene» then",
    ]


def test_who_may_not_hold_an_office_is_told(tmp_path: Path) -> None:
    rule = "office_rules:\n  - {office: chair, sides: [helseforetaket], kind: clinic}\n"
    (fault,) = changed(tmp_path, BODY, (OFFICES, rule + OFFICES))
    assert fault == (
        "bodies/fagrad.yaml:43: warning: Fagråd for pasientsamarbeid: the chair is entered from "
        "none of helseforetaket, clinic, 2021-01-01–… – who it was, or what the rule says"
    )


def test_more_at_once_than_the_rule_says_are_told(tmp_path: Path) -> None:
    second = "  - {office: chair, number: 2, seat: medisin, from: 2022-01-01}\n"
    rule = "office_rules: [{office: chair}]\n"
    (fault,) = changed(tmp_path, BODY, (OFFICES, rule + OFFICES + second))
    assert "the chair is held by 2 at once, 2022-01-01–…" in fault


def test_two_chairs_at_once_without_a_number_are_an_error(tmp_path: Path) -> None:
    second = "  - {office: chair, seat: medisin, from: 2022-01-01}\n"
    (fault,) = changed(tmp_path, BODY, (OFFICES, OFFICES + second))
    assert "two holders of an office at once" in fault
    assert "or give the second number: 2" in fault


@pytest.mark.parametrize(
    ("rotation", "told"),
    [
        ("{office: chair}", "months must be given, or opposite_of"),
        (
            "{office: chair, months: 12, opposite_of: {office: host}}",
            "give either months, order and starts_on, or opposite_of, not both",
        ),
        ("{office: chair, opposite_of: {office: chair}}", "opposite_of goes in a circle"),
        ("{office: chair, opposite_of: {office: chair, body: fagrod}}", "did you mean «fagrad»?"),
    ],
)
def test_a_rotation_that_cannot_be_read_is_told(tmp_path: Path, rotation: str, told: str) -> None:
    files = example()
    files[BODY] += f"rotations: [{rotation}]\n"
    (fault,) = found(write(tmp_path, files))
    assert told in fault


def test_steps_to_a_decision_that_do_not_agree_are_told(tmp_path: Path) -> None:
    steps = (
        "decision_steps: 3\ndecision_path: [{rule: consensus}, {text: Utsatt én gang}]\nmandates:"
    )
    assert changed(tmp_path, BODY, ("mandates:", steps)) == [
        "bodies/fagrad.yaml:8: warning: Fagråd for pasientsamarbeid: 2 steps to a decision are "
        "entered – decision_steps says 3"
    ]


@pytest.mark.parametrize(
    ("step", "told"),
    [
        ("{}", "a step gives rule, sent_to or text"),
        ("{sent_to: fagrad}", "a step sends the matter to the body itself"),
        ("{sent_to: fagrod}", "did you mean «fagrad»?"),
        ("{rule: concensus}", "did you mean «consensus»?"),
    ],
)
def test_a_step_to_a_decision_that_cannot_be_read_is_told(
    tmp_path: Path, step: str, told: str
) -> None:
    (fault,) = changed(tmp_path, BODY, ("mandates:", f"decision_path: [{step}]\nmandates:"))
    assert told in fault


def test_a_seat_that_follows_one_of_two_chairs_is_told(tmp_path: Path) -> None:
    files = example()
    files["bodies/over.yaml"] = (
        "id: over\nname: Over\nseats:\n"
        "  - {id: leder, label: Leder, represents: {body: fagrad, office: chair}}\n"
    )
    files[BODY] = files[BODY].replace(
        OFFICES, OFFICES + "  - {office: chair, number: 2, seat: medisin, from: 2021-01-01}\n"
    )
    assert (
        "bodies/over.yaml:4: warning: Over: «leder» follows the chair of «fagrad», and several "
        "hold it at once – the seat that it follows, as seat"
    ) in found(write(tmp_path, files))


def test_an_office_is_counted_from_1(tvifjord: Partnership) -> None:
    """A seat that follows an office follows the first; nothing follows one of number 0."""
    rule = "bodies_office_counted_from_1"
    with scope(partnership=tvifjord):
        office = Office.objects.all()[0]
        office.number = 0
        with pytest.raises(ValidationError) as refused:
            office.clean_fields()
        assert list(refused.value.message_dict) == ["number"]
        with pytest.raises(IntegrityError, match=rule), transaction.atomic():
            office.save()


def test_what_is_part_of_itself_in_a_circle_has_no_side(tmp_path: Path) -> None:
    """The circle is told as what it is; the check of who leads goes on."""
    folder = handed_over(tmp_path) / "tvifjord"
    parties = folder / "parties.yaml"
    circle = (
        "  - {id: ringen, kind: other, name: Ringen, part_of: ringto}\n"
        "  - {id: ringto, kind: other, name: Ringto, part_of: ringen}\n"
    )
    parties.write_text(parties.read_text(encoding="utf-8") + circle, encoding="utf-8")
    told = found(folder)
    assert [one for one in told if "ringen" in one] != []
    assert len([one for one in told if "rotation" in one]) == 3


@pytest.mark.django_db
def test_a_rotation_without_a_turn_is_refused_and_office_rules_can_be_validated(
    tmp_path: Path,
) -> None:
    partnership = loaded(tmp_path, example())
    with scope(partnership=partnership):
        body = Body.objects.get(slug="fagrad")
        given = {"partnership": partnership, "body": body, "office": "chair"}
        with pytest.raises(IntegrityError), transaction.atomic():
            Rotation.objects.create(**given)
        rule = OfficeRule.objects.create(**given)
        rule.full_clean()
        with pytest.raises(ValidationError, match=r"samtidig|at the same"):
            OfficeRule(**given).full_clean()
        OfficeRule(**given | {"office": "secretary"}).full_clean()
