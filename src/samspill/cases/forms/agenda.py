"""How long each item of an agenda is to take."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from samspill.cases.models import AgendaItem
from samspill.cases.writing import Clash, Typed, mark

LONGEST = 600


class TimesForm(forms.Form):
    """One number of minutes for each item, with a mark of how it stood when it was shown."""

    def __init__(self, *args: Any, items: list[AgendaItem], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.items = items
        for item in items:
            self.fields[self.name_of(item)] = forms.IntegerField(
                required=False,
                min_value=1,
                max_value=LONGEST,
                initial=item.minutes,
                label=_("Minutes for %(item)s") % {"item": item},
            )
            self.fields[self.mark_of(item)] = forms.CharField(
                required=False, widget=forms.HiddenInput, initial=mark(item.minutes)
            )

    @staticmethod
    def name_of(item: AgendaItem) -> str:
        """What an item's field is called."""
        return f"minutes-{item.slug}"

    @staticmethod
    def mark_of(item: AgendaItem) -> str:
        """What the mark of an item's field is called."""
        return f"mark-{item.slug}"

    @property
    def typed(self) -> dict[str, Typed]:
        """The minutes that were given, by the item's slug."""
        given = self.cleaned_data
        return {
            one.slug: Typed(
                self.name_of(one), str(one), given[self.name_of(one)], given[self.mark_of(one)]
            )
            for one in self.items
        }

    def show_again(self, clashes: list[Clash]) -> None:
        """Lets what two have set be saved over, now that it is told: the marks are of today."""
        marks = {self.name_of(one): self.mark_of(one) for one in self.items}
        data: Any = self.data
        self.data = data = data.copy()
        for one in clashes:
            data[marks[one.name]] = one.mark
