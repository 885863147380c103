"""Opening what is owed, once for the same process, thing and owners, and giving it other owners."""

from __future__ import annotations

import datetime
import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from samspill.bodies.models import Body
from samspill.commitments import processes
from samspill.commitments.due import Due
from samspill.commitments.legends import legend_of
from samspill.commitments.models import (
    Commitment,
    FormerOwner,
    Owner,
    StatusLegend,
)
from samspill.commitments.models.ledger import KEY_LENGTH
from samspill.common import actions, audit, content
from samspill.common.actors import Actor
from samspill.common.models import Partnership, today
from samspill.common.permissions import NotAllowed, may
from samspill.parties.models import Party

AT_A_TIME = 1000


@dataclass(frozen=True)
class Owes:
    """One owner: a party, a body, or a role in a body (an office, or what a seat is)."""

    party: Party | None = None
    body: Body | None = None
    role: str = ""

    @property
    def key(self) -> str:
        """The owner in the key that tells commitments of the same thing apart."""
        if self.party is not None:
            return f"p{self.party.pk}"
        body = self.body.pk if self.body is not None else ""
        return f"b{body}/{self.role}" if self.role else f"b{body}"


@dataclass(frozen=True)
class Wanted:
    """A commitment as a process wants it opened.

    Attributes:
        process: the slug under which the process has made itself known.
        thing: what it is about, one of the things of the process, such as a measure.
        owners: who owes it. Several share it; each owes their own when one is opened for each.
        source_label, source_path: why it is owed, and where the reader finds that.
        source_on: the day that the source came to be; nothing is due before it.
        result_legend, work_legend: what it is reported with, else the legends of the process.
    """

    process: str
    thing: models.Model
    title: str
    owners: Sequence[Owes] = ()
    text: str = ""
    source_label: str = ""
    source_path: str = ""
    source_on: datetime.date | None = None
    due: Due = field(default_factory=Due)
    is_public: bool = False
    is_optional: bool = False
    result_legend: StatusLegend | None = None
    work_legend: StatusLegend | None = None


Pair = tuple[Commitment, Wanted]


def key_of(owners: Iterable[Owes]) -> str:
    """The owners as one short text, the same in whatever order they are named."""
    key = ",".join(sorted({owner.key for owner in owners}))
    return key if len(key) <= KEY_LENGTH else hashlib.sha256(key.encode()).hexdigest()


def at(by: Actor, partnership: Partnership) -> Actor:
    """The actor in that helsefellesskap; a program is in none by itself."""
    return by if by.partnership is not None else replace(by, partnership=partnership.pk)


def require_change(by: Actor, commitment: Commitment) -> None:
    """Raises:
    NotAllowed: neither the ledger's own rule nor that of the process lets the actor.
    """
    own = processes.process_of(commitment.process).may
    if not may(by, "change", commitment) and not (own is not None and own(by, commitment)):
        raise NotAllowed(by, "change", commitment)


@transaction.atomic
def open_commitment(*, by: Actor, partnership: Partnership, wanted: Wanted) -> Commitment:
    """Opens what is owed; the second time, gives the one that there is, open or closed, as it is.

    One that others have taken over since (:func:`change_owners`) is still the one that there is.

    Raises:
        NotAllowed: neither the ledger's rule nor that of the process lets the actor.
        ValidationError: no title or thing, an unknown process, or due before the source existed.
    """
    made = _made(partnership, wanted, {})
    require_change(by, made)
    rows = _rows(wanted.process, [wanted])
    same = rows.filter(Q(owners_key=made.owners_key) | Q(commitment__opened_for=made.opened_for))
    there = [row.commitment for row in same.select_related("commitment")]
    if there:
        return min(there, key=lambda one: one.opened_for != made.opened_for)
    _insert(wanted.process, [(made, wanted)])
    audit.record_change(by=by, action="open", about=made, after=audit.state_of(made))
    actions.touched(made)
    return made


@transaction.atomic
def open_many(*, by: Actor, partnership: Partnership, wanted: Iterable[Wanted]) -> int:
    """Opens many at once, such as a round for every owner, with one entry in the audit trail.

    Returns:
        How many were new.

    Raises:
        NotAllowed, ValidationError: as for one; then none is opened.
    """
    opened = 0
    processes_seen: set[str] = set()
    legends: dict[str, StatusLegend] = {}
    for some in _batches(wanted):
        pairs: dict[str, list[Pair]] = defaultdict(list)
        for one in some:
            made = _made(partnership, one, legends)
            require_change(by, made)
            pairs[one.process].append((made, one))
        for process, of_it in pairs.items():
            opened += _insert(process, _new(process, of_it))
        processes_seen |= pairs.keys()
    if opened:
        detail = {"opened": opened, "processes": sorted(processes_seen)}
        audit.record_change(by=at(by, partnership), action="open", about=partnership, detail=detail)
        content.changed(partnership, only=[Commitment])
    return opened


def _known(slug: str) -> processes.Process:
    if not processes.is_known(slug):
        raise ValidationError(_("No process «%(name)s» is known.") % {"name": slug})
    return processes.process_of(slug)


def _batches(wanted: Iterable[Wanted]) -> Iterator[list[Wanted]]:
    rest = iter(wanted)
    while some := list(islice(rest, AT_A_TIME)):
        yield some


def _rows(process: str, wanted: Iterable[Wanted]) -> QuerySet[Any]:
    """What ties commitments to these things, once they are held.

    Of two who open the same at once, the second waits for the first, and then finds it.
    """
    about = processes.process_of(process).about
    keys = {one.thing.pk for one in wanted}
    things = about._meta.get_field("thing").related_model._base_manager.filter(pk__in=keys)
    list(things.order_by("pk").select_for_update(no_key=True).values_list("pk", flat=True))
    found: QuerySet[Any] = about.objects.filter(thing__in=keys)
    return found


def _new(process: str, pairs: list[Pair]) -> list[Pair]:
    """Those that nobody owes yet, each once."""
    rows = _rows(process, [wanted for _made, wanted in pairs])
    there = rows.values_list("thing", "owners_key", "commitment__opened_for")
    before = {(thing, key) for thing, *keys in there for key in keys}
    new = {(wanted.thing.pk, made.owners_key): (made, wanted) for made, wanted in pairs}
    return [pair for key, pair in new.items() if key not in before]


def _insert(process: str, pairs: list[Pair]) -> int:
    about = processes.process_of(process).about
    Commitment.objects.bulk_create([made for made, _wanted in pairs])
    about.objects.bulk_create(
        about(
            partnership_id=made.partnership_id, commitment=made, thing=wanted.thing,
            owners_key=made.owners_key,
        )
        for made, wanted in pairs
    )  # fmt: skip
    owners = [owner for made, wanted in pairs for owner in _owners(made, wanted.owners)]
    Owner.objects.bulk_create(owners, batch_size=AT_A_TIME)
    return len(pairs)


def _made(partnership: Partnership, wanted: Wanted, legends: dict[str, StatusLegend]) -> Commitment:
    process = _known(wanted.process)
    if not wanted.title.strip() or wanted.thing.pk is None:
        raise ValidationError(_("Say what is owed."))
    if wanted.source_on and wanted.due.on and wanted.due.on < wanted.source_on:
        raise ValidationError(
            _("«%(title)s» cannot be due on %(due)s: its source is from %(source)s.")
            % {"title": wanted.title, "due": wanted.due.on, "source": wanted.source_on}
        )

    def legend(given: StatusLegend | None, slug: str) -> StatusLegend | None:
        if given is not None or not slug:
            return given
        if slug not in legends:
            legends[slug] = legend_of(partnership, slug)
        return legends[slug]

    return Commitment(
        partnership=partnership,
        process=wanted.process,
        owners_key=key_of(wanted.owners),
        opened_for=key_of(wanted.owners),
        title=wanted.title.strip()[:400],
        text=wanted.text,
        source_label=wanted.source_label[:300],
        source_path=wanted.source_path,
        source_on=wanted.source_on,
        due_kind=wanted.due.kind,
        due_on=wanted.due.on,
        recurrence=wanted.due.recurrence,
        due_as_written=wanted.due.as_written,
        is_public=wanted.is_public,
        is_optional=wanted.is_optional,
        opened_on=today(),
        result_legend=legend(wanted.result_legend, process.result_legend),
        work_legend=legend(wanted.work_legend, process.work_legend),
    )


def _owners(commitment: Commitment, owners: Iterable[Owes]) -> list[Owner]:
    unique = {owner.key: owner for owner in owners}
    return [
        Owner(
            partnership_id=commitment.partnership_id,
            commitment=commitment,
            party=owner.party,
            body=owner.body,
            role=owner.role,
        )
        for owner in unique.values()
    ]


@transaction.atomic
def change_owners(
    *, by: Actor, commitment: Commitment, owners: Sequence[Owes], reason: str = ""
) -> Commitment:
    """Gives a commitment other owners; what was reported stays.

    Raises:
        NotAllowed: the actor may not.
        ValidationError: the same owners owe the same already, or its process is not known here.
    """
    commitment = Commitment.objects.select_for_update().get(pk=commitment.pk)
    require_change(by, commitment)
    before = list(commitment.owners.select_related("party", "body"))
    key = key_of(owners)
    if key != commitment.owners_key == commitment.opened_for:
        _remember(commitment, before)
    commitment.owners_key = key
    about = _known(commitment.process).about
    with actions.refused_in_words():
        about.objects.filter(commitment=commitment).update(owners_key=key)
        commitment.save(update_fields=["owners_key"])
    commitment.owners.all().delete()
    made = _owners(commitment, owners)
    Owner.objects.bulk_create(made)
    audit.record_change(
        by=by,
        action="change owners",
        about=commitment,
        before={"owners": [str(owner) for owner in before]},
        after={"owners": [str(owner) for owner in made]},
        reason=reason,
    )
    actions.touched(commitment)
    return commitment


def _remember(commitment: Commitment, owners: Iterable[Owner]) -> None:
    """Keeps whom it was opened for, the first time that others take it over."""
    FormerOwner.objects.bulk_create(
        [
            FormerOwner(
                partnership_id=owner.partnership_id, commitment=commitment,
                party_id=owner.party_id, body_id=owner.body_id, role=owner.role,
            )
            for owner in owners
        ],
        ignore_conflicts=True,
    )  # fmt: skip
