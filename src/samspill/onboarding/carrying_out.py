"""Saving what a report showed: all or nothing, and through the same door as other changes."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any, cast

from django.core.exceptions import ValidationError
from django.db import connection, models, transaction

from samspill.bodies.models import Term
from samspill.common import actions, audit, content
from samspill.common.actions import ChangedMeanwhile
from samspill.common.actors import Actor
from samspill.common.models import today
from samspill.common.permissions import require
from samspill.common.workbooks.rows import WorkbookReading
from samspill.onboarding.comparing import RecordChange, WorkbookOutcome, compare
from samspill.onboarding.layout import SHEETS
from samspill.onboarding.standing import NAMED
from samspill.parties import municipalities
from samspill.parties.models import Assignment, Participation, PartyNumber, RegionMembership
from samspill.uploads.models import Upload

ONE_DAY = datetime.timedelta(days=1)
ONBOARD = "onboard"
_LOCK = 0x6F6E62


class WorkbookOutdated(Exception):
    """Something has changed since the report was shown; ``plan`` is what it would say now."""

    def __init__(self, plan: WorkbookOutcome) -> None:
        self.plan = plan
        super().__init__("the report is outdated")


class Refused(Exception):
    """The database refuses a row, and so nothing is saved."""

    def __init__(self, change: RecordChange, error: ValidationError) -> None:
        self.change, self.messages = change, error.messages
        super().__init__(f"{change.sheet} {change.row}")


def carry_out(*, by: Actor, upload: Upload, mark: str) -> WorkbookOutcome:
    """Saves what the report of an upload showed, in one transaction, and forgets the rows.

    Args:
        by: who does it.
        upload: what was read.
        mark: :attr:`WorkbookOutcome.mark` of the report that was shown.

    Returns:
        What was done.

    Raises:
        NotAllowed: the actor may not.
        Outdated: the helsefellesskap no longer stands as the report showed.
        Refused: the database refuses a row.
    """
    require(by, "change", upload)
    reading = WorkbookReading.from_json(upload.content)
    try:
        with transaction.atomic(), content.told_once():
            _one_at_a_time(upload.partnership_id)
            plan = compare(reading)
            if plan.mark != mark or plan.refused:
                raise WorkbookOutdated(plan)
            _Saving(by, upload, plan).save()
            before = audit.state_of(upload)
            upload.carried_out(len(plan.added), len(plan.changed))
            upload.save()
            audit.record_change(
                by=by, action=ONBOARD, about=upload,
                before={"done_at": before["done_at"]}, after=_counts(upload),
            )  # fmt: skip
    except ChangedMeanwhile as changed:
        raise WorkbookOutdated(compare(reading)) from changed
    return plan


def _counts(upload: Upload) -> dict[str, Any]:
    stands = audit.state_of(upload)
    return {name: stands[name] for name in ("file_name", "digest", "added", "changed", "done_at")}


def _one_at_a_time(partnership: int) -> None:
    """Waits until nobody else carries out an upload of the same helsefellesskap."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_LOCK, partnership % 2**31])


class _Saving:
    def __init__(self, by: Actor, upload: Upload, plan: WorkbookOutcome) -> None:
        self.by, self.plan = by, plan
        self.partnership = upload.partnership
        self.instances = plan.stands.instances
        self.orders: dict[Any, int] = {}

    def save(self) -> None:
        for kind, code, name in self.plan.named:
            order = len(self.instances[kind])
            record = NAMED[kind](partnership=self.partnership, slug=code, name=name, order=order)
            self.instances[kind][code] = self._save(record)
        for change in self.plan.order:
            try:
                self._carry_out(change)
            except ValidationError as refused:
                raise Refused(change, refused) from refused

    def _save(self, record: models.Model, version: str = "") -> Any:
        return actions.save(by=self.by, record=record, version=version, action=ONBOARD)

    def _carry_out(self, change: RecordChange) -> None:
        sheet = SHEETS[change.sheet]
        record = self.instances[change.sheet].get(change.code)
        version = actions.version_of(record) if record is not None else ""
        if record is None:
            record = cast(Any, sheet.model)(partnership=self.partnership)
            record.slug = change.code.rpartition("/")[2]
            if change.sheet in {"bodies", "seats"}:
                record.order = min(change.row, 32_000)
        own = [name for name in change.values if sheet.column(name).own]
        for name in own:
            setattr(record, name, self._value(sheet.column(name).form, name, change.values[name]))
        if own or not version:
            record = self._save(record, version)
        self.instances[change.sheet][change.code] = record
        more: dict[str, Callable[[RecordChange, Any], None]] = {
            "parties": self._party,
            "regions": self._region,
            "people": self._person,
            "seats": self._seat,
        }
        if change.sheet in more:
            more[change.sheet](change, record)

    def _value(self, form: Any, name: str, value: Any) -> Any:
        if form.is_reference:
            return self.instances[form.to][value] if value else None
        if name.endswith(("_from", "_to")):
            return _date(value)
        return value

    def _existing(self, change: RecordChange, kind: str) -> Any:
        return change.standing.records.get(kind) if change.standing else None

    def _party(self, change: RecordChange, party: Any) -> None:
        dates = {"valid_from": party.valid_from, "valid_to": party.valid_to}
        for name, kind, model, field in (
            ("municipality_number", "number", PartyNumber, "number"),
            ("capacity", "participation", Participation, "capacity"),
        ):
            if name not in change.values:
                continue
            record = self._existing(change, kind)
            version = actions.version_of(record) if record else ""
            if not change.values[name]:
                actions.remove(by=self.by, record=record)
                continue
            record = record or model(partnership=self.partnership, party=party, **dates)
            setattr(record, field, change.values[name])
            if isinstance(record, PartyNumber):
                _within_its_days(record)
            self._save(record, version)

    def _region(self, change: RecordChange, region: Any) -> None:
        before = change.standing.values["members"] if change.standing else []
        for code in change.values.get("members", ()):
            if code not in before:
                member = self.instances["parties"][code]
                starts = [d for d in (region.valid_from, member.valid_from) if d]
                ends = [d for d in (region.valid_to, member.valid_to) if d]
                self._save(
                    RegionMembership(
                        partnership=self.partnership,
                        region=region,
                        party=member,
                        valid_from=max(starts, default=None),
                        valid_to=min(ends, default=None),
                    )
                )

    def _person(self, change: RecordChange, person: Any) -> None:
        values = change.values
        if not {"role", "role_party", "role_from", "role_to"} & values.keys():
            return
        role = self._existing(change, "role")
        version = actions.version_of(role) if role else ""
        if role is None:
            party = values.get("role_party")
            role = Assignment(
                partnership=self.partnership,
                person=person,
                kind=values["role"],
                party=self.instances["parties"][party] if party else None,
                valid_from=today(),
            )
        if values.get("role_from") or ("role_from" in values and version):
            role.valid_from = _date(values["role_from"])
        if "role_to" in values:
            role.valid_to = _date(values["role_to"])
        self._save(role, version)

    def _seat(self, change: RecordChange, seat: Any) -> None:
        names = {"person", "holder", "held_from", "held_to"} & change.values.keys()
        if not names:
            return
        term, values = self._existing(change, "term"), change.values
        version = actions.version_of(term) if term else ""
        first = _date(values.get("held_from"))
        if term and first and "person" in values and first > (term.valid_from or first.min):
            term.valid_to = first - ONE_DAY
            self._save(term, version)
            values = {"holder": term.holder, **values}
            term, version = None, ""
        if term is None:
            term = Term(partnership=self.partnership, seat=seat)
        if "person" in values:
            code = values["person"]
            term.person = self.instances["people"][code] if code else None
        if "holder" in values:
            term.holder = values["holder"]
        if "held_from" in values:
            term.valid_from = first
        if "held_to" in values:
            term.valid_to = _date(values["held_to"])
        if not seat.holders_recorded:
            seat.holders_recorded = True
            self._save(seat)
        self._save(term, version)


def _within_its_days(number: PartyNumber) -> None:
    """Lets a number hold no earlier than it was in use: a workbook tells of no day for it."""
    since = municipalities.held_since(number.number, number.valid_to or today())
    if since and (number.valid_from is None or number.valid_from < since):
        number.valid_from = since


def _date(value: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(value) if value else None
