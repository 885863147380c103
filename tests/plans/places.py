"""The signed-in addresses of plans, filled in; see ``tests/everywhere/places.py``."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import partial
from typing import Any

from samspill.bodies.models import Body
from samspill.commitments.models import Commitment, Owner
from samspill.common.actors import Actor
from samspill.common.models import today
from samspill.common.permissions import may
from samspill.parties.models import Party
from samspill.plans.models import (
    Measure,
    MeasureLink,
    PlanEdition,
    PlanInput,
    ReportingRound,
    StatusLevel,
    StatusRow,
    StatusTable,
)
from samspill.plans.states import PlanState
from samspill.uploads.models import Upload
from tests.everywhere.places import Filling, Place, plain
from tests.everywhere.world import World


def plan_editions(*actions: str, states: Collection[str] = PlanState.values) -> Filling:
    """The edition that runs, and the draft of the next."""

    def fill(world: World, name: str) -> Iterator[Place]:
        for one in PlanEdition.objects.filter(state__in=states).select_related("plan"):
            kwargs = {"slug": one.plan.slug, "edition": one.slug}
            yield Place(name, kwargs, tuple((action, one) for action in actions))

    return fill


def plan_pages(world: World, name: str) -> Iterator[Place]:
    """Whoever sees an edition sees its page; a measure is added to a draft alone."""
    for one in PlanEdition.objects.select_related("plan"):
        kwargs = {"slug": one.plan.slug, "edition": one.slug}
        added = Measure(partnership=world.partnership, edition=one)
        yield Place(name, kwargs, (("see", one),), sends=(("change", added),))


def plan_moves(world: World, name: str) -> Iterator[Place]:
    for place in plan_editions("see", "change")(world, name):
        yield Place(name, {**place.kwargs, "name": "adopt"}, place.asks)


def overviews(world: World, name: str) -> Iterator[Place]:
    for place in plan_editions("see")(world, name):
        form = {"form": "xlsx"} if name.endswith("_file") else {}
        yield Place(name, {**place.kwargs, "view": "varmekart", **form}, place.asks)


def rounds(*actions: str) -> Filling:
    def fill(world: World, name: str) -> Iterator[Place]:
        for one in ReportingRound.objects.select_related("edition__plan"):
            edition = one.edition
            kwargs = {"slug": edition.plan.slug, "edition": edition.slug, "name": one.slug}
            yield Place(name, kwargs, tuple((action, one) for action in actions))

    return fill


def round_answers(world: World, name: str) -> Iterator[Place]:
    asked = Commitment.objects.of_process("plan-round").order_by("pk")
    mine = asked.filter(owners__party__in=[world.party, world.other_party])
    for one in (*mine, *asked.filter(owners__body__isnull=False)[:2]):
        yield Place(name, {"pk": one.pk}, (("see", one), ("answer", one)))


def measure_answers(world: World, name: str) -> Iterator[Place]:
    for place in round_answers(world, name):
        owes = Owner.objects.filter(commitment=place.kwargs["pk"], party__isnull=False)
        round = ReportingRound.objects.get(owed__commitment=place.kwargs["pk"])
        for one in round.asked.filter(owners__party__in=owes.values("party"))[:1]:
            yield Place(name, {**place.kwargs, "measure": one.pk}, place.asks)


def new_input(world: World, name: str) -> Iterator[Place]:
    for one in PlanEdition.objects.select_related("plan"):
        asked = partial(sends_input, world, one)
        kwargs = {"slug": one.plan.slug, "edition": one.slug}
        yield Place(name, kwargs, (("see", one), ("submit", asked)))


def sends_input(world: World, edition: PlanEdition, actor: Actor, action: str) -> bool:
    base: dict[str, Any] = {"partnership": world.partnership, "edition": edition}
    parties = [PlanInput(**base, party=one) for one in Party.objects.members_on(today())]
    bodies = [PlanInput(**base, body=one) for one in Body.objects.on(today())]
    return any(may(actor, action, record) for record in (*parties, *bodies))


def inputs(world: World, name: str) -> Iterator[Place]:
    for one in PlanInput.objects.select_related("edition__plan"):
        kwargs = {"slug": one.edition.plan.slug, "edition": one.edition.slug, "pk": one.pk}
        yield Place(name, kwargs, (("see", one), ("change", one)))


def sheet_report(world: World, name: str) -> Iterator[Place]:
    edition = PlanEdition.objects.select_related("plan").get(state=PlanState.DRAFT)
    upload = Upload.objects.get(about=f"plan-edition/{edition.pk}")
    kwargs = {"slug": edition.plan.slug, "edition": edition.slug, "pk": upload.pk}
    yield Place(name, kwargs, (("see", edition), ("change", edition), ("see", upload)))


FILLED: dict[str, Filling] = {
    "work:plans:inputs": plan_editions("see"),
    "work:plans:new_input": new_input,
    "work:plans:answer_input": inputs,
    "work:plans:plans": plain(),
    "work:plans:answer_round": round_answers,
    "work:plans:answer_measure": measure_answers,
    "work:plans:overview": overviews,
    "work:plans:overview_file": overviews,
    "work:plans:open_round": plan_editions("see", "change"),
    "work:plans:round": rounds("see"),
    "work:plans:remind_round": rounds("see", "change"),
    "work:plans:close_round": rounds("see", "change"),
    "work:plans:edition": plan_pages,
    "work:plans:move": plan_moves,
    "work:plans:sheet": plan_editions("see", "change", states=[PlanState.DRAFT]),
    "work:plans:sheet_file": plan_editions("see", "change"),
    "work:plans:sheet_report": sheet_report,
    "work:plans:roll": plan_editions("see", "change"),
}
POST_ONLY = {
    "work:plans:remind_round",
}


NOTHING_TYPED = {
    "work:plans:close_round",
    "work:plans:inputs",
    "work:plans:overview",
    "work:plans:overview_file",
    "work:plans:plans",
    "work:plans:round",
    "work:plans:sheet",
    "work:plans:sheet_file",
    "work:plans:sheet_report",
}


def furnish(world: World) -> None:
    """A table of goals with a status, and a document that a measure of the draft builds on."""
    frame = {"partnership": world.partnership}
    drafted = Measure.objects.filter(edition__state=PlanState.DRAFT)[0]
    MeasureLink.objects.create(**frame, measure=drafted, document=world.draft.document)
    table = StatusTable.objects.create(
        **frame, slug="maal", title="Mål", party=world.party, legend="egen"
    )
    StatusLevel.objects.create(**frame, table=table, slug="naadd", label="Nådd", scale="full")
    StatusRow.objects.create(**frame, table=table, number="1", text="Et mål", status="naadd")
