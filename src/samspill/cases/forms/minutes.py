"""The form of one item in the minutes: its texts, what came of it, and its rows."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from samspill.cases.forms.votes import add_side_fields
from samspill.cases.models import AgendaItem
from samspill.cases.states import Outcome
from samspill.cases.voting import AGAINST, FOR, place_of
from samspill.cases.writing import Typed, mark
from samspill.common.forms import LONG_TEXT, LongText, why_otherwise
from samspill.parties.models import Side

KEY = re.compile(r"^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$")
ROWS = {
    "duty": ("text", "owner", "due"),
    "proposal": ("text", "seat"),
    "left": ("seat", "substitute", "reason"),
}
"""The kinds of row of an item, with the places of each."""
MOST_ROWS = 60


class ItemForm(forms.Form):
    """What was said of an item, what came of it, and how it is to stand."""

    discussion = forms.CharField(
        required=False, max_length=LONG_TEXT, widget=LongText(attrs={"rows": 4}),
        label=_("What was said, in short"),
    )  # fmt: skip
    outcome = forms.ChoiceField(
        required=False,
        choices=[pair for pair in Outcome.choices if pair[0] != Outcome.UNKNOWN],
        widget=forms.RadioSelect,
        label=_("What came of it?"),
    )
    decision = forms.CharField(
        required=False, max_length=LONG_TEXT, widget=LongText(attrs={"rows": 3}),
        label=_("As it is to stand"),
    )  # fmt: skip
    reason = forms.CharField(
        required=False, max_length=LONG_TEXT, widget=LongText(attrs={"rows": 2}), label=_("Reason")
    )
    mode = forms.ChoiceField(
        required=False,
        choices=AgendaItem.Mode.choices,
        widget=forms.RadioSelect,
        label=_("How it was decided"),
    )
    votes_for = forms.IntegerField(required=False, min_value=0, max_value=500, label=_("Votes for"))
    votes_against = forms.IntegerField(
        required=False, min_value=0, max_value=500, label=_("Votes against")
    )
    exception = why_otherwise()
    exempt_statute = forms.CharField(
        required=False, max_length=200, label=_("Not open to everyone, by"),
        help_text=_("Such as offentleglova § 13. Empty: everyone may read it when it is approved."),
    )  # fmt: skip

    def __init__(
        self,
        data: QueryDict | None,
        *,
        item: AgendaItem,
        ways: list[str],
        sides: list[Side],
        side_votes: Mapping[str, int],
    ) -> None:
        super().__init__(data, prefix=item.slug)
        self.item = item
        self.stands = {name: getattr(item, name) for name in self.fields}
        self.initial = {**self.initial, **self.stands}
        add_side_fields(self, sides, side_votes)
        self.stands |= {name: side_votes.get(name) for name in self.fields.keys() - self.stands}
        self.sides = sides
        self.is_proposed = bool(not item.decision and item.case and item.case.proposal)
        if self.is_proposed and item.case:
            self.initial["decision"] = item.case.proposal
        exception = self["exception"].value()
        shown = set(AgendaItem.Mode.values) if exception else {*ways, item.mode}
        self.may_vote = AgendaItem.Mode.VOTES in shown
        choices = [pair for pair in AgendaItem.Mode.choices if pair[0] in shown]
        # Only what is shown differs: another way is refused by the rule, in its words.
        widget: Any = self.fields["mode"].widget
        widget.choices = choices

    @property
    def votes_of_sides(self) -> list[list[forms.BoundField]]:
        """The fields of each side, for and against."""
        return [[self[place_of(side, way)] for way in (FOR, AGAINST)] for side in self.sides]

    @property
    def marks(self) -> list[tuple[str, str]]:
        """The mark that each place is shown with, under the name that it is sent back as."""
        sent: Mapping[str, str] = self.data if self.is_bound else {}
        found = []
        for name in self.fields:
            called = f"mark-{self.add_prefix(name)}"
            found.append((called, sent.get(called) or mark(self.stands[name])))
        return found

    @property
    def typed(self) -> dict[str, Typed]:
        """The places that were sent and are of the right form."""
        found = {}
        for name in self.fields:
            called = self.add_prefix(name)
            is_sent = called in self.data or name in ("outcome", "mode")
            if not is_sent or name not in self.cleaned_data:
                continue
            value = self.cleaned_data[name]
            stamp = self.data.get(f"mark-{called}", "")
            found[name] = Typed(called, str(self.fields[name].label), value, stamp)
        return found


@dataclass
class ItemRow:
    """A row of an item as it is shown, or as it was sent."""

    prefix: str
    kind: str
    key: str
    values: dict[str, str]
    mark: str = ""
    is_new: bool = False

    def name(self, place: str) -> str:
        """What a place of the row is called in the form."""
        return f"{self.prefix}-{self.kind}-{self.key}-{place}"

    @property
    def names(self) -> dict[str, str]:
        """All of them, by place."""
        return {place: self.name(place) for place in (*ROWS[self.kind], "mark")}

    @property
    def stamp(self) -> str:
        """The mark of the row as it stands in the form."""
        return mark(" | ".join(self.values[place] for place in ROWS[self.kind]))

    @property
    def is_empty(self) -> bool:
        return not any(value.strip() for value in self.values.values())


def shown_rows(
    item: AgendaItem, kind: str, rows: Iterable[tuple[str, dict[str, str]]]
) -> list[ItemRow]:
    """The rows of a kind, each with its mark, and an empty one after them."""
    found = [ItemRow(item.slug, kind, key, values) for key, values in rows]
    for row in found:
        row.mark = row.stamp
    return [*found, empty_row(item, kind, f"ny{secrets.token_hex(16)}")]


def empty_row(item: AgendaItem, kind: str, key: str) -> ItemRow:
    """A row that nothing is written in yet."""
    return ItemRow(item.slug, kind, key, dict.fromkeys(ROWS[kind], ""), is_new=True)


def sent_rows(item: AgendaItem, data: QueryDict) -> Iterator[ItemRow]:
    """The rows that a form sends, those of one kind after another."""
    for kind, places in ROWS.items():
        keys = dict.fromkeys(data.getlist(f"{item.slug}-{kind}"))
        for key in [one for one in keys if KEY.match(one)][:MOST_ROWS]:
            row = ItemRow(item.slug, kind, key, {})
            row.values = {place: data.get(row.name(place), "").strip() for place in places}
            row.mark = data.get(row.name("mark"), "")
            yield row
