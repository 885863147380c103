"""What the ledger's commitments are about, by the names that reports.jsonl has for it."""

from __future__ import annotations

from abc import ABC, abstractmethod

from samspill.commitments.actions import Owes, Wanted
from samspill.commitments.due import Due
from samspill.commitments.processes import Process
from samspill.documents.models import Edition
from samspill.exchange.format.reports import OfThing, Owed
from samspill.in_use import owed as in_use
from samspill.plans import following, owed
from samspill.plans.models import Measure

Names = tuple[str, ...]


class Things(ABC):
    """The things of one process.

    Attributes:
        process: which.
        named: the attributes that name one in the file.
        kind: what the folder calls one.
    """

    process: Process
    named: tuple[str, ...]
    kind: str

    @abstractmethod
    def names(self) -> dict[int, Names]:
        """Primary key of a thing → what it is called in the file."""

    def about(self) -> dict[int, int]:
        """Primary key of a commitment → that of the thing that it is about."""
        return dict(self.process.about.objects.values_list("commitment", "thing"))

    @abstractmethod
    def wanted(self, names: Names, owners: list[Owes], entry: OfThing) -> Wanted:
        """What opens it where it is not open yet."""

    def dues(self) -> dict[int, Due]:
        """Primary key of a thing → when it is due by its source, where the folder tells that."""
        return {}


class Measures(Things):
    """The measures of plans."""

    process = owed.PROCESS
    named = ("plan", "edition", "measure")
    kind = "measure"

    def names(self) -> dict[int, Names]:
        found = Measure.objects.values_list("pk", "edition__plan__slug", "edition__slug", "number")
        return {pk: tuple(names) for pk, *names in found}

    def wanted(self, names: Names, owners: list[Owes], entry: OfThing) -> Wanted:
        plan, edition, number = names
        measures = Measure.objects.select_related("edition__plan", "edition__partnership")
        of = {"edition__plan__slug": plan, "edition__slug": edition, "number": number}
        return following.wanted_of(measures.get(**of), owners)

    def dues(self) -> dict[int, Due]:
        return {one.pk: following.due_of(one) for one in Measure.objects.all()}


class Routines(Things):
    """The editions of routines that are to be taken into use."""

    process = in_use.PROCESS
    named = ("document", "edition")
    kind = "edition"

    def names(self) -> dict[int, Names]:
        found = Edition.objects.select_related("document")
        return {one.pk: (one.document.slug, one.slug) for one in found}

    def wanted(self, names: Names, owners: list[Owes], entry: OfThing) -> Wanted:
        document, edition = names
        editions = Edition.objects.select_related("document", "partnership")
        on = entry.due_on if isinstance(entry, Owed) else None
        due = Due.date(on) if on else Due.none()
        return in_use.wanted_of(editions.get(document__slug=document, slug=edition), owners, due)


THINGS: tuple[Things, ...] = (Measures(), Routines())
PROCESSES = [things.process.slug for things in THINGS]


def things_of(entry: OfThing) -> Things:
    """The kind of thing that a line is about."""
    return next(t for t in THINGS if all(getattr(entry, name) for name in t.named))


def names_of(entry: OfThing) -> Names:
    """The thing as the line names it."""
    return tuple(getattr(entry, name) for name in things_of(entry).named)
