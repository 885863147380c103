"""Opening what is owed, once for the same process, thing and owners, and giving it other owners."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from samspill.bodies.models import Body
from samspill.commitments import processes
from samspill.commitments.due import Due
from samspill.commitments.legends import legend_of
from samspill.commitments.models import Commitment, Owner, StatusLegend
from samspill.common import actions, audit, content
from samspill.common.actors import Actor
from samspill.common.models import Partnership, today
from samspill.common.permissions import NotAllowed, may
from samspill.parties.models import Party

AT_A_TIME = 1000
LONGEST_KEY = 200


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
        subject: the process's own key of the thing that it is about, such as "measure/12".
        owners: who owes it. Several share it; each owes their own when one is opened for each.
        source_label, source_path: why it is owed, and where the reader finds that.
        source_on: the day that the source came to be; nothing is due before it.
        result_legend, work_legend: what it is reported with, else the legends of the process.
    """

    process: str
    subject: str
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


def key_of(owners: Iterable[Owes]) -> str:
    """The owners as one short text, the same in whatever order they are named."""
    key = ",".join(sorted({owner.key for owner in owners}))
    return key if len(key) <= LONGEST_KEY else hashlib.sha256(key.encode()).hexdigest()


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
        ValidationError: no title, an unknown process, or due before the source existed.
    """
    made = _made(partnership, wanted, {})
    require_change(by, made)
    about = Commitment.objects.filter(process=made.process, subject=made.subject)
    found = about.filter(owners_key=made.owners_key)
    there = about.filter(opened_for=made.opened_for).first() or found.first()
    if there is not None:
        return there
    # Two at once: the second waits for the first, and then finds it.
    Commitment.objects.bulk_create([made], ignore_conflicts=True)
    opened = found.get()
    if not opened.owners.exists():
        Owner.objects.bulk_create(_owners(opened, wanted))
        state = audit.state_of(opened)
        audit.record_change(by=by, action="open", about=opened, after=state)
        actions.touched(opened)
    return opened


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
        made = [_made(partnership, one, legends) for one in some]
        for one in made:
            if one.process not in processes_seen:
                require_change(by, one)
        processes_seen |= {one.process for one in made}
        opened += _insert(made, some)
    if opened:
        detail = {"opened": opened, "processes": sorted(processes_seen)}
        audit.record_change(by=at(by, partnership), action="open", about=partnership, detail=detail)
        content.changed(partnership, only=[Commitment])
    return opened


def _batches(wanted: Iterable[Wanted]) -> Iterator[list[Wanted]]:
    rest = iter(wanted)
    while some := list(islice(rest, AT_A_TIME)):
        yield some


def _insert(made: list[Commitment], wanted: list[Wanted]) -> int:
    keys = {
        (one.process, one.subject, one.owners_key): w for one, w in zip(made, wanted, strict=True)
    }
    subjects = {one.subject for one in made}
    named = {one.process for one in made}
    there = Commitment.objects.filter(process__in=named, subject__in=subjects)
    before = set(there.values_list("process", "subject", "owners_key"))
    before |= set(there.values_list("process", "subject", "opened_for"))
    new = {
        (one.process, one.subject, one.owners_key): one
        for one in made
        if (one.process, one.subject, one.owners_key) not in before
    }
    Commitment.objects.bulk_create(new.values(), ignore_conflicts=True)
    rows = there.filter(owners=None).exclude(owners_key="")
    owners = []
    for row in rows:
        w = keys.get((row.process, row.subject, row.owners_key))
        if w is not None:
            owners += _owners(row, w)
    Owner.objects.bulk_create(owners, batch_size=AT_A_TIME)
    return len(new)


def _made(partnership: Partnership, wanted: Wanted, legends: dict[str, StatusLegend]) -> Commitment:
    if not processes.is_known(wanted.process):
        raise ValidationError(_("No process «%(name)s» is known.") % {"name": wanted.process})
    if not wanted.title.strip() or not wanted.subject:
        raise ValidationError(_("Say what is owed."))
    if wanted.source_on and wanted.due.on and wanted.due.on < wanted.source_on:
        raise ValidationError(
            _("«%(title)s» cannot be due on %(due)s: its source is from %(source)s.")
            % {"title": wanted.title, "due": wanted.due.on, "source": wanted.source_on}
        )
    process = processes.process_of(wanted.process)

    def legend(given: StatusLegend | None, slug: str) -> StatusLegend | None:
        if given is not None or not slug:
            return given
        if slug not in legends:
            legends[slug] = legend_of(partnership, slug)
        return legends[slug]

    return Commitment(
        partnership=partnership,
        process=wanted.process,
        subject=wanted.subject,
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


def _owners(commitment: Commitment, wanted: Wanted) -> list[Owner]:
    unique = {owner.key: owner for owner in wanted.owners}
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
        ValidationError: the same owners owe the same already.
    """
    commitment = Commitment.objects.select_for_update().get(pk=commitment.pk)
    require_change(by, commitment)
    before = [str(owner) for owner in commitment.owners.select_related("party", "body")]
    commitment.owners_key = key_of(owners)
    with actions.refused_in_words():
        commitment.save(update_fields=["owners_key"])
    commitment.owners.all().delete()
    made = _owners(commitment, Wanted(commitment.process, commitment.subject, "-", owners))
    Owner.objects.bulk_create(made)
    audit.record_change(
        by=by,
        action="change owners",
        about=commitment,
        before={"owners": before},
        after={"owners": [str(owner) for owner in made]},
        reason=reason,
    )
    actions.touched(commitment)
    return commitment
