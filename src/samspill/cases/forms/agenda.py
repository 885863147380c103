"""How long each item of an agenda is to take."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from samspill.cases.models import AgendaItem

LONGEST = 600


class TimesForm(forms.Form):
    """One number of minutes for each item."""

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

    @staticmethod
    def name_of(item: AgendaItem) -> str:
        """What an item's field is called."""
        return f"minutes-{item.slug}"

    @property
    def minutes(self) -> dict[str, int | None]:
        """The minutes that were given, by the item's slug."""
        return {one.slug: self.cleaned_data[self.name_of(one)] for one in self.items}
