"""«When» and «responsible» as plans write them: read where they can be, never guessed."""

from __future__ import annotations

import datetime
import re

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from samspill.plans.forms import MeasureForm
from samspill.plans.models import Measure
from samspill.plans.parsing import NamedOwner, WhenKind, names, read_responsible, read_when

BODIES = names(
    [
        ("body", "f2", ["Fagråd for tjenesteavtale 2", "Fagråd 2"]),
        ("body", "f35", ["Fagråd 3/5", "Fagråd 3-5"]),
        ("body", "f12", ["Fagråd 12"]),
        ("body", "ikt", ["Fagråd 9", "Fagråd IKT"]),
        ("body", "asu", ["Administrativt samarbeidsutvalg", "ASU"]),
        ("body", "forhandling", ["Forhandlingsutvalget"]),
        ("body", "personal", ["Personalnettverket"]),
        ("body", "web", ["Webredaksjonen", "Web red."]),
        ("party", "ks", ["KS"]),
        ("party", "hnt", ["Helse Nord-Trøndelag HF", "HNT"]),
        ("party", "leger", ["Kommuneoverlegene"]),
        ("party", "hmr", ["Helse Møre og Romsdal", "Møre og Romsdal"]),
        ("body", "barn", ["Fagleg samarbeidsutval for barn og unge"]),
        ("body", "fodsel", ["Fagutvalg for barn, unge og fødsel"]),
        ("party", "namsos", ["Namsos"]),
        ("party", "grong", ["Grong kommune"]),
        ("party", "kirurgi", ["Klinikk for kirurgi"]),
        ("party", "psyk", ["Klinikk for psykisk helsevern og rus", "Psykiatri"]),
        ("party", "karasjok", ["Kárášjohka / Karasjok"]),
    ],
    [
        ("party", "namsos", ["Namsos kommune"]),
        ("party", "grong", ["Grong"]),
        ("party", "namsos", ["KS"]),
    ],
)


def span(first: str | None, last: str | None) -> tuple[datetime.date | None, datetime.date | None]:
    read = datetime.date.fromisoformat
    return first and read(first), last and read(last)  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("text", "kind", "first", "last"),
    [
        ("2018", WhenKind.YEAR, "2018-01-01", "2018-12-31"),
        ("2018-2019", WhenKind.YEAR, "2018-01-01", "2019-12-31"),
        ("2018–19", WhenKind.YEAR, "2018-01-01", "2019-12-31"),
        ("Innen 2020", WhenKind.YEAR, None, "2020-12-31"),
        ("Fortløpende", WhenKind.CONTINUOUS, None, None),
        ("Kontinuerleg", WhenKind.CONTINUOUS, None, None),
        ("Høst 2018", WhenKind.DATE, "2018-08-01", "2018-12-31"),
        ("Våren 2019", WhenKind.DATE, "2019-01-01", "2019-06-30"),
        ("2. halvår 2018", WhenKind.DATE, "2018-07-01", "2018-12-31"),
        ("1. kvartal 2020", WhenKind.DATE, "2020-01-01", "2020-03-31"),
        ("februar 2020", WhenKind.DATE, "2020-02-01", "2020-02-29"),
        ("13. februar 2018", WhenKind.DATE, "2018-02-13", "2018-02-13"),
        ("01.03.2026", WhenKind.DATE, "2026-03-01", "2026-03-01"),
        ("2026-03-01", WhenKind.DATE, "2026-03-01", "2026-03-01"),
        ("", WhenKind.NONE, None, None),
        ("  \n ", WhenKind.NONE, None, None),
        ("Når det er råd til det", WhenKind.UNREAD, None, None),
        ("31.02.2018", WhenKind.UNREAD, None, None),
        ("2019-2018", WhenKind.UNREAD, None, None),
    ],
)
def test_when_is_read(text: str, kind: WhenKind, first: str | None, last: str | None) -> None:
    read = read_when(text)
    assert (read.kind, (read.first, read.last)) == (kind, span(first, last))


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_what_a_hint_gives_as_an_example_is_read(language: str) -> None:
    with override(language):
        hints = [
            str(MeasureForm.base_fields["when_as_written"].help_text),
            str(Measure._meta.get_field("when_as_written").help_text),
        ]
    for hint in hints:
        examples = re.findall(r"\b(?:H[øa]u?st \d{4}|Fort\w+)", hint)
        kinds = [read_when(example).kind for example in examples]
        assert kinds == [WhenKind.DATE, WhenKind.CONTINUOUS], hint


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Fagråd 2, 3/5", [("body", "f2"), ("body", "f35")]),
        ("Fagråd 3/5 KS /HNT", [("body", "f35"), ("party", "ks"), ("party", "hnt")]),
        ("Fagråd 3-5", [("body", "f35")]),
        ("Fagråd  3 / 5", [("body", "f35")]),
        ("Fagråde 12", [("body", "f12")]),
        ("Fagråd 99", [("role", "Fagråd 99")]),
        ("HNT\nFagråd IKT", [("party", "hnt"), ("body", "ikt")]),
        ("HNT Fagråd IKT", [("party", "hnt"), ("body", "ikt")]),
        ("KS/HNT", [("party", "ks"), ("party", "hnt")]),
        ("Alle", [("group", "everyone")]),
        ("Kommunene og HNT", [("group", "municipalities"), ("party", "hnt")]),
        ("Samtlege kommunar / partane", [("group", "municipalities"), ("group", "everyone")]),
        ("Alle kommunene og HNT", [("group", "municipalities"), ("party", "hnt")]),
        ("HNT/ kommuneregionene", [("party", "hnt"), ("group", "regions")]),
        ("Web red.", [("body", "web")]),
        ("Personal- nettverket", [("body", "personal")]),
        ("ASU / forhandlingsutvalg", [("body", "asu"), ("body", "forhandling")]),
        ("Helse Møre og Romsdal", [("party", "hmr")]),
        ("Helse Møre og Romsdal og KS", [("party", "hmr"), ("party", "ks")]),
        ("KS, Fagleg samarbeidsutval for barn og unge", [("party", "ks"), ("body", "barn")]),
        (
            "Fagutvalg for barn, unge og fødsel / Namsos kommune",
            [("body", "fodsel"), ("party", "namsos")],
        ),
        ("Grong og Namsos", [("party", "grong"), ("party", "namsos")]),
        ("Barn og unge", [("role", "Barn"), ("role", "unge")]),
        ("Klinikk for kirurgi og KS", [("party", "kirurgi"), ("party", "ks")]),
        ("Klinikk for psykisk helsevern og rus, KS", [("party", "psyk"), ("party", "ks")]),
        (
            "Klinikk for psykisk helsevern og rusbehandling",
            [("role", "Klinikk for psykisk helsevern og rusbehandling")],
        ),
        ("Klinikk for hud, allergi og KS", [("role", "Klinikk for hud, allergi"), ("party", "ks")]),
        ("Helse Møre  og\tRomsdal", [("party", "hmr")]),
        ("HELSE MØRE OG ROMSDAL", [("party", "hmr")]),
        (
            "Brukerutvalget for Helse Møre og Romsdal",
            [("role", "Brukerutvalget for Helse Møre og Romsdal")],
        ),
        ("KS Helse Møre og Romsdal", [("party", "ks"), ("party", "hmr")]),
        ("HNT v/ Klinikk for kirurgi", [("party", "hnt"), ("party", "kirurgi")]),
        ("Namsos og Grong kommuner", [("party", "namsos"), ("party", "grong")]),
        ("KS samt HNT", [("party", "ks"), ("party", "hnt")]),
        ("KS i samarbeid med HNT", [("party", "ks"), ("party", "hnt")]),
        (
            "KS – HNT + ASU | Web red.",
            [("party", "ks"), ("party", "hnt"), ("body", "asu"), ("body", "web")],
        ),
        ("• KS\n• HNT", [("party", "ks"), ("party", "hnt")]),
        ("Kárášjohka/Karasjok og KS", [("party", "karasjok"), ("party", "ks")]),
        (
            "Helse Møre og Romsdal (leder) og KS",
            [("party", "hmr"), ("role", "(leder)"), ("party", "ks")],
        ),
        ("Prosjektansvarlige", [("role", "Prosjektansvarlige")]),
        ("", []),
        (" – ", []),
    ],
)
def test_responsible_is_read(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(o.kind, o.key) for o in read_responsible(text, BODIES)] == expected


def test_a_question_mark_is_kept_as_doubt() -> None:
    assert read_responsible("Fagsjef og kommuneoverlegene?", BODIES) == [
        NamedOwner("role", "Fagsjef"),
        NamedOwner("party", "leger", doubtful=True),
    ]


def test_a_question_mark_after_a_long_name_is_kept_as_doubt() -> None:
    assert read_responsible("Helse Møre og Romsdal? KS", BODIES) == [
        NamedOwner("party", "hmr", doubtful=True),
        NamedOwner("party", "ks"),
    ]


def test_a_name_that_two_have_is_nobodys() -> None:
    shared = names([("body", "a", ["Rådet"]), ("party", "b", ["Rådet"])])
    assert read_responsible("Rådet", shared) == [NamedOwner("role", "Rådet")]


WRITTEN = st.one_of(
    st.text(max_size=60),
    st.from_regex(
        r"(Høst|Vår|Innen|Fagråd|KS)? ?[0-9]{1,4}[-–/., ]{0,2}[0-9]{0,4}", fullmatch=True
    ),
)


@given(WRITTEN)
def test_reading_when_never_raises_and_never_invents(text: str) -> None:
    read = read_when(text)
    if not text.strip(" .\n\t"):
        assert read.first is None
        assert read.last is None
    for day in (read.first, read.last):
        assert day is None or str(day.year)[-2:] in text
    if read.first and read.last:
        assert read.first <= read.last


@given(WRITTEN)
def test_reading_responsible_never_raises_and_never_invents(text: str) -> None:
    for owner in read_responsible(text, BODIES):
        known = {key for _, key in BODIES.values()}
        assert owner.key in known if owner.kind in {"body", "party"} else owner.key.strip()
        if owner.kind == "role":
            assert "".join(owner.key.split()) in "".join(text.split()).replace("\n", "") or (
                "/" in owner.key or owner.key
            )
    if not any(letter.isalnum() for letter in text):
        assert [o for o in read_responsible(text, BODIES) if o.kind != "role"] == []
