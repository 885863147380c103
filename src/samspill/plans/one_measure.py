"""The form for one measure of a round: a status by one press, or all that a report may say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from samspill.commitments.models import LegendStatus
from samspill.commitments.showing import light_of
from samspill.common.actions import ChangedMeanwhile, version_of
from samspill.common.collisions import Wordings
from samspill.plans.answering import AskedMeasure
from samspill.plans.forms import TEXTS, RowForm

PRESS, COPY = "press", "copy"


@dataclass(frozen=True)
class StatusPress:
    """A status as a button; ``is_chosen`` when it is what was answered, or what was pressed."""

    key: str
    label: str
    kind: str
    is_chosen: bool


class OneMeasureForm(RowForm):
    """One measure at a time. A press on a status that needs a reason asks for it, and only then."""

    def __init__(
        self, data: QueryDict | None = None, files: Any = None, *, row: AskedMeasure
    ) -> None:
        self.row = row
        self.leads_to = ""
        result, work = (row.form.known.get(name, {}) for name in ("result", "work"))
        super().__init__(
            self._pressed(data, "result" if result else "work"), files,
            initial=row.form.initial, result=list(result.values()), work=list(work.values()),
        )  # fmt: skip
        self.is_begun_anew = data is not None and COPY in data
        if self.is_begun_anew:
            self._begin_with_last()

    @staticmethod
    def _pressed(data: QueryDict | None, name: str) -> QueryDict | None:
        if data is None or PRESS not in data:
            return data
        found = data.copy()
        found[name] = str(found[PRESS])
        return found

    def _begin_with_last(self) -> None:
        typed: Any = self.data
        self.data = data = typed.copy()
        for name in TEXTS:
            if not data.get(name, "").strip():
                data[name] = getattr(self.row.latest, name, "")

    @property
    def asks_reason(self) -> bool:
        """Whether what was pressed needs a reason that is not given yet."""
        if not self.is_bound or PRESS not in self.data or self.data.get("reason", "").strip():
            return False
        pressed = self.data[PRESS]
        return any(known[pressed].needs_reason for known in self.known.values() if pressed in known)

    def is_valid(self) -> bool:
        """What is only begun, or needs a reason first, is shown and not yet sent."""
        return not self.is_begun_anew and not self.asks_reason and super().is_valid()

    @property
    def statuses(self) -> list[LegendStatus]:
        """Those that were chosen."""
        return [one for one in self.said.values() if isinstance(one, LegendStatus)]

    @property
    def new(self) -> dict[str, Any]:
        """What it says beyond what was answered in this round; the same press says nothing."""
        said, answered = self.said, self.row.answered
        if answered is None or any(not isinstance(one, LegendStatus) for one in said.values()):
            return said
        is_new = any(getattr(answered, f"{name}_id") != one.pk for name, one in said.items())
        return said if is_new else {}

    @property
    def presses(self) -> list[StatusPress]:
        """The statuses of the first legend as buttons."""
        name = next(iter(self.known), "")
        chosen = str(self.data.get(name, "")) if self.is_bound else ""
        chosen = chosen or str(getattr(self.row.answered, f"{name}_id", "") or "")
        return [
            StatusPress(key, one.label, light_of(one).kind, key == chosen)
            for key, one in self.known.get(name, {}).items()
        ]

    @property
    def is_marked(self) -> bool:
        """Whether what is folded away holds something that is typed, chosen or wrong."""
        return any(
            bound.errors or (bound.value() and not (bound.name in self.known and self._is_pressed))
            for bound in self.visible_fields()
        )

    @property
    def _is_pressed(self) -> bool:
        return self.is_bound and PRESS in self.data

    def theirs(self, conflict: ChangedMeanwhile) -> list[Wordings]:
        """What somebody else answered meanwhile stands above; sent again, both are kept."""
        self.row.theirs = conflict.current  # type: ignore[assignment]
        typed: Any = self.data
        self.data = data = typed.copy()
        data["version"] = version_of(conflict.current)
        return []
