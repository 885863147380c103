"""How files name measures, and open again what is owed of them."""

from __future__ import annotations

from samspill.commitments.actions import Owes, Wanted
from samspill.commitments.due import Due
from samspill.commitments.in_files import InFiles, Names
from samspill.plans.following import due_of, wanted_of
from samspill.plans.models import Measure
from samspill.plans.rounds_in_files import RoundsInFiles


def _names() -> dict[int, Names]:
    found = Measure.objects.values_list("pk", "edition__plan__slug", "edition__slug", "number")
    return {pk: tuple(names) for pk, *names in found}


def _wanted(names: Names, owners: list[Owes], due: Due) -> Wanted:
    plan, edition, number = names
    measures = Measure.objects.select_related("edition__plan", "edition__partnership")
    of = {"edition__plan__slug": plan, "edition__slug": edition, "number": number}
    return wanted_of(measures.get(**of), owners)


def _dues() -> dict[int, Due]:
    return {measure.pk: due_of(measure) for measure in Measure.objects.all()}


MEASURES = InFiles(
    kind="measure",
    called="measure",
    named=("plan", "edition", "measure"),
    names=_names,
    wanted=_wanted,
    dues=_dues,
    occasions=RoundsInFiles(),
)
