"""The rows of an item as a form sends them, written one by one; a wrong one keeps no other back."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from samspill.bodies.models import Seat
from samspill.cases import actions
from samspill.cases.forms.minutes import ROWS, ItemForm, ItemRow
from samspill.cases.models import AgendaItem, FollowUp, Proposal, Recusal
from samspill.cases.views.minutes_page import MinutesPage, owner_in_words
from samspill.cases.writing import Clash, Typed, clash
from samspill.common.actors import Actor

MODELS = {"duty": FollowUp, "proposal": Proposal, "left": Recusal}


def write_rows(
    by: Actor, item: AgendaItem, page: MinutesPage, form: ItemForm, rows: list[ItemRow]
) -> list[Clash]:
    """Writes what differs from how it stands, and puts what is refused at the form.

    Returns:
        the rows that somebody else has changed meanwhile; they are let be.
    """
    clashes = []
    for row in rows:
        values = _as_it_stands(page, item, row)
        if row.mark and row.stamp == row.mark:
            continue
        if values is None and row.is_empty:
            continue
        if values is not None:
            now = ItemRow(row.prefix, row.kind, row.key, values)
            if now.stamp == row.stamp:
                continue
            if row.mark and now.stamp != row.mark:
                clashes.append(_clash(item, page, row, now))
                continue
        try:
            with transaction.atomic():
                _write(by, item, page, row, values)
        except ValidationError as refused:
            form.add_error(None, [f"{_label(row)}: {text}" for text in refused.messages])
    return clashes


def _as_it_stands(page: MinutesPage, item: AgendaItem, row: ItemRow) -> dict[str, str] | None:
    """A seat that left has no key before it is saved: then it is found by its mark."""
    stands = page.stands(item, row.kind)
    if row.kind != "left" or row.key in stands or not row.mark:
        return stands.get(row.key)
    every = (ItemRow(row.prefix, row.kind, key, values) for key, values in stands.items())
    return next((one.values for one in every if one.stamp == row.mark), None)


def _label(row: ItemRow) -> str:
    return {
        "duty": _("Who does what"),
        "proposal": _("Proposal"),
        "left": _("Conflict of interest"),
    }[row.kind]


def _clash(item: AgendaItem, page: MinutesPage, row: ItemRow, now: ItemRow) -> Clash:
    record: Any = MODELS[row.kind]
    of = record.objects.filter(item=item)
    one = of.get(seat_id=now.values["seat"]) if row.kind == "left" else of.get(slug=row.key)
    typed = Typed(row.name(ROWS[row.kind][0]), _label(row), _in_words(page, row), row.mark)
    found = clash(one, ROWS[row.kind][0], typed, _in_words(page, now))
    return Clash(found.name, found.collision, now.stamp)


def _in_words(page: MinutesPage, row: ItemRow) -> str:
    """A row as a reader writes it: its places with commas between."""
    seats = {str(one.pk): one.label for one in [*page.seats, *page.substitutes]}
    told = []
    for place, value in row.values.items():
        if place == "owner":
            value = owner_in_words(page.owners[value]) if value in page.owners else ""
        elif place in ("seat", "substitute"):
            value = seats.get(value, "")
        told.append(value)
    return ", ".join(filter(None, told))


def _write(
    by: Actor, item: AgendaItem, page: MinutesPage, row: ItemRow, stands: dict[str, str] | None
) -> None:
    values = row.values
    if row.kind == "duty":
        if values["owner"] and values["owner"] not in page.owners:
            raise ValidationError(_("Choose who is to do it from the list."))
        party, body, role = page.owners.get(values["owner"], (None, None, ""))
        if not values["text"] and (values["owner"] or values["due"]):
            raise ValidationError(_("Write what is to be done."))
        actions.set_follow_up(
            by=by, item=item, key=row.key, text=values["text"], party=party, body=body, role=role,
            due_on=_day(values["due"]),
        )  # fmt: skip
    elif row.kind == "proposal":
        if not values["text"] and values["seat"]:
            raise ValidationError(_("Write what was proposed."))
        actions.set_proposal(
            by=by, item=item, key=row.key, text=values["text"], seat=_seat(page, values["seat"])
        )
    else:
        seat = _seat(page, values["seat"])
        was = _seat(page, stands["seat"]) if stands else None
        if was is not None and was != seat:
            actions.forget_recusal(by=by, item=item, seat=was)
        if seat is None and (values["substitute"] or values["reason"]):
            raise ValidationError(_("Choose the seat that left."))
        if seat is not None:
            substitute = _seat(page, values["substitute"])
            actions.set_recusal(
                by=by, item=item, seat=seat, substitute=substitute, reason=values["reason"]
            )


def _seat(page: MinutesPage, key: str) -> Seat | None:
    if not key:
        return None
    found = next((one for one in [*page.seats, *page.substitutes] if str(one.pk) == key), None)
    if found is None:
        raise ValidationError(_("Choose a seat from the list."))
    return found


def _day(text: str) -> Any:
    if not text:
        return None
    try:
        found = parse_date(text)
    except ValueError:
        found = None
    if found is None:
        raise ValidationError(_("Give a day that exists."))
    return found
