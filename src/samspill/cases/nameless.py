"""Papers for a board outside, without names: persons are left out, parties told by their side.

Only names that are entered are known. So whoever sends the papers reads them first, and a text with
a national identity number is not shown at all.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from samspill.common.identity import holds_identity_number
from samspill.common.models import Partnership
from samspill.common.ready import together
from samspill.parties.models import Party, PartyName, Person, Region

SHORTEST = 3
"""Shorter names are words of their own too often to be taken out."""


class Nameless:
    """Takes the names that a helsefellesskap knows out of texts."""

    def __init__(self, partnership: Partnership) -> None:
        self.partnership = partnership

    def text(self, written: str) -> str:
        """The text without names.

        Raises:
            ValidationError: it holds a national identity number.
        """
        if holds_identity_number(written):
            raise ValidationError(
                _("A text of the case holds a national identity number. Take it out first.")
            )
        return self._pattern.sub(self._instead, written) if self._names else written

    def _instead(self, found: re.Match[str]) -> str:
        return self._names[found["name"]]

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        longest_first = sorted(self._names, key=len, reverse=True)
        return re.compile(
            rf"(?<!\w)(?P<name>{'|'.join(map(re.escape, longest_first))})(?:s|'s|’s)?(?!\w)"
        )

    @cached_property
    def _names(self) -> Mapping[str, str]:
        """What stands instead of each name. Small letters make words of many: they are left."""
        found: dict[str, str] = {}
        known = together(
            persons=Person.objects.values_list("name", flat=True),
            regions=Region.objects.values_list("name", "side__name"),
            parties=Party.objects.values_list("name", "short_name", "side__name"),
            names=PartyName.objects.values_list("name", "party__side__name"),
        )
        for person in known["persons"]:
            parts = person.split()
            for name in (person, *(parts if len(parts) > 1 else [])):
                found[name] = _("[name]")
        for name, side in known["regions"]:
            found[name] = _of(side)
        for name, short, side in known["parties"]:
            found |= dict.fromkeys((name, short, _plain(name)), _of(side))
        for name, side in known["names"]:
            found |= dict.fromkeys((name, _plain(name)), _of(side))
        ours = _("[the helsefellesskap]")
        for name in (self.partnership.name, self.partnership.short_name):
            found[name] = ours
        return {name: told for name, told in found.items() if len(name) >= SHORTEST}


def _of(side: str | None) -> str:
    return f"[{side}]" if side else _("[a party]")


def _plain(name: str) -> str:
    """«Verdal» of «Verdal kommune»."""
    return re.sub(r"\s+(kommune|kommunes|suohkan|tjïelte)$", "", name, flags=re.IGNORECASE)
