"""Workbooks for tests."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from openpyxl import Workbook

from samspill.common.workbooks.rows import WorkbookReading
from samspill.onboarding.layout import SHEETS
from samspill.onboarding.reading import read

MUNICIPALITIES = {
    "Steinkjer": "5006", "Namsos": "5007", "Meråker": "5034", "Stjørdal": "5035",
    "Frosta": "5036", "Levanger": "5037", "Verdal": "5038", "Snåsa": "5041",
    "Lierne": "5042", "Grong": "5045",
}  # fmt: skip


def rows_of(name: str, *rows: dict[str, Any]) -> list[list[Any]]:
    """Headings and rows from the columns' names."""
    columns = dict.fromkeys(column for row in rows for column in row)
    heads = [SHEETS[name].column(column).label for column in columns]
    return [heads, *([row.get(column) for column in columns] for row in rows)]


def book(**sheets: Sequence[Sequence[Any]]) -> Workbook:
    """A workbook with these sheets, by our own names for them."""
    made = Workbook()
    made.remove(made.active)
    for name, rows in sheets.items():
        sheet = made.create_sheet(str(SHEETS[name].title) if name in SHEETS else name)
        for row in rows:
            sheet.append(list(row))
    return made


def content(made: Workbook) -> bytes:
    written = io.BytesIO()
    made.save(written)
    return written.getvalue()


def reading(made: Workbook | bytes) -> WorkbookReading:
    data = made if isinstance(made, bytes) else content(made)
    return read(io.BytesIO(data), len(data))


def party(name: str, number: Any = "", **more: Any) -> dict[str, Any]:
    return {
        "name": f"{name} kommune",
        "kind": "Municipality",
        "municipality_number": number,
        "side": "Kommunene",
        "capacity": "Contracting party",
    } | more


def whole() -> Workbook:
    """Ten municipalities and a hospital trust, with all that belongs to them."""
    parties = [party(name, number) for name, number in MUNICIPALITIES.items()]
    trust = {"name": "Helse Nord-Trøndelag", "kind": "Hospital trust", "side": "Helseforetaket",
             "capacity": "Contracting party"}  # fmt: skip
    clinic = {"name": "Klinikk for medisin", "kind": "Clinic", "side": "Helseforetaket",
              "part_of": "Helse Nord-Trøndelag"}  # fmt: skip
    people = [
        {"name": "Kari Nordmann", "email": "kari@steinkjer.example", "party": "Steinkjer kommune",
         "role": "Contact person", "role_from": "1.1.2026"},
        {"name": "Kari Nordmann", "email": "kari@steinkjer.example", "role": "Reporter",
         "role_from": "1.1.2026"},
        {"name": "Ola Hansen", "party": "Helse Nord-Trøndelag"},
    ]  # fmt: skip
    seats = [
        {"body": "SSU", "label": f"{name} kommune", "role": "Member", "side": "Kommunene",
         "represents_party": f"{name} kommune", "may_vote": "ja", "holder": "Kommunedirektør",
         "held_from": "2026-01-01"}
        for name in MUNICIPALITIES
    ]  # fmt: skip
    seats.append(
        {"body": "SSU", "label": "Direktør", "role": "Member", "side": "Helseforetaket",
         "represents_party": "Helse Nord-Trøndelag", "person": "Ola Hansen", "may_vote": "nei"}
    )  # fmt: skip
    return book(
        parties=rows_of("parties", *parties, clinic, trust),
        regions=rows_of(
            "regions",
            {"name": "Innherred", "side": "Kommunene", "host": "5037",
             "members": "Levanger kommune; Verdal kommune"},
        ),
        people=rows_of("people", *people),
        contact_points=rows_of(
            "contact_points",
            {"title": "Koordinerende enhet", "kind": "Coordinating unit",
             "party": "Levanger kommune", "email": "ke@levanger.example"},
        ),
        bodies=rows_of(
            "bodies",
            {"name": "Strategisk samarbeidsutvalg", "short_name": "SSU", "kind": "Body",
             "tier": "Strategisk nivå", "parent": "Partnerskapsmøte"},
            {"name": "Partnerskapsmøte", "kind": "Body", "tier": "Partnerskap"},
        ),
        seats=rows_of("seats", *seats),
    )  # fmt: skip
