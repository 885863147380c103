"""Every signed-in address of the URL conf, filled in, with what its rule asks.

A new address has no entry in ``FILLED`` and fails the tests until it gets one.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.db.models import Model
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from samspill.bodies.models import Body, Seat, Term
from samspill.commitments.models import Commitment, FeedAddress, ReportFile
from samspill.common.actors import Actor
from samspill.common.house import registers
from samspill.common.models import AuditEntry, DatedRecord, today
from samspill.common.permissions import may, rule_of
from samspill.common.registers import Register
from samspill.documents.models import Document, Responsibility
from samspill.in_use.owed import PROCESS as IN_USE
from samspill.parties.models import Assignment, Party, Person
from samspill.plans.models import PlanEdition, PlanInput, ReportingRound
from samspill.plans.states import PlanState
from samspill.uploads.models import Upload
from tests.everywhere.world import World, some_text

SPACE = "work"
POST_ONLY = {
    "work:plans:remind_round",
    "work:commitments:make_calendar",
    "work:commitments:revoke_calendar",
    "work:people:confirm",
    "work:documents:take_back",
    "work:documents:move_provision",
    "work:documents:paste",
    "work:documents:remove_provision",
}


@dataclass(frozen=True)
class Place:
    """An address with everything in it, and what an actor must be allowed to reach it."""

    name: str
    kwargs: dict[str, Any] = field(default_factory=dict)
    asks: tuple[tuple[str, Any], ...] = ()
    exists: bool = True

    def path(self, slug: str) -> str:
        return f"/hf/{slug}{reverse(self.name, kwargs=self.kwargs)}"

    def is_allowed(self, actor: Actor) -> bool:
        """What the rules say, asked apart from the page."""
        return bool(actor.roles) and all(
            record(actor, action) if callable(record) else may(actor, action, record)
            for action, record in self.asks
        )

    def __str__(self) -> str:
        return f"{self.name} {self.kwargs}"


def names() -> Iterator[str]:
    """The names of all signed-in addresses."""

    def walk(resolver: URLResolver, spaces: tuple[str, ...]) -> Iterator[str]:
        for pattern in resolver.url_patterns:
            if isinstance(pattern, URLResolver):
                more = (pattern.namespace,) if pattern.namespace else ()
                yield from walk(pattern, (*spaces, *more))
            elif isinstance(pattern, URLPattern) and spaces[:1] == (SPACE,):
                yield ":".join((*spaces, str(pattern.name)))

    yield from dict.fromkeys(walk(get_resolver(), ()))


def places(world: World) -> list[Place]:
    """Every signed-in address, filled with what belongs to a helsefellesskap.

    Raises:
        KeyError: an address of the URL conf is not described here.
    """
    return [place for name in names() for place in FILLED[name](world, name)]


Filling = Callable[[World, str], Iterator[Place]]


def _plain(*asks: tuple[str, Callable[[World], Any]]) -> Filling:
    def fill(world: World, name: str) -> Iterator[Place]:
        yield Place(name, {}, tuple((action, of(world)) for action, of in asks))

    return fill


def _blank(model: type[Model]) -> Callable[[World], Any]:
    return lambda world: model(partnership=world.partnership)


def _sees_the_log(world: World) -> Any:
    return lambda actor, action: rule_of(AuditEntry).see.q(actor) is not False


def _is_somebody(world: World) -> Any:
    return lambda actor, action: actor.person is not None


def _adds_people(world: World) -> Any:
    def asked(actor: Actor, action: str) -> bool:
        own = next(iter(actor.targets("party", "contact")), None)
        return may(actor, "change", Person(partnership=world.partnership, party_id=own))

    return asked


def _records(kind: Register, world: World) -> list[Any]:
    """One record; for what hangs under a party, a body or a document also another's."""
    objects = kind.model._default_manager
    found = [objects.first()]
    related = {one.name: one.related_model for one in kind.model._meta.get_fields()}
    for name, values in (
        ("party", (world.party, world.other_party)),
        ("body", (world.body, world.other_body)),
        ("edition", (world.draft,)),
    ):
        if related.get(name) is type(values[0]):
            found += [objects.filter(**{name: value}).first() for value in values]
    if kind.slug == "perioder":
        found.append(objects.filter(seat__body=world.body).first())
    if kind.slug == "utgaver":
        found += [world.draft, world.published]
    return list({one.pk: one for one in found if one is not None}.values())


def _register(world: World, name: str) -> Iterator[Place]:
    for kind in registers().values():
        yield Place(name, {"register": kind.slug}, exists=not kind.parent)


def _add(world: World, name: str) -> Iterator[Place]:
    for kind in registers().values():
        if not kind.parent:
            blank = kind.model(partnership=world.partnership)
            yield Place(name, {"register": kind.slug}, (("change", blank),))


def _end_many(world: World, name: str) -> Iterator[Place]:
    for kind in registers().values():
        blank = kind.model(partnership=world.partnership)
        exists = not kind.parent and kind.is_dated
        yield Place(name, {"register": kind.slug}, (("change", blank),), exists)


def _add_under(world: World, name: str) -> Iterator[Place]:
    for kind in registers().values():
        if kind.parent:
            parents = {getattr(r, f"{kind.parent}_id"): getattr(r, kind.parent)
                       for r in _records(kind, world)}  # fmt: skip
            for key, parent in parents.items():
                frame = {"partnership": world.partnership, kind.parent: parent}
                asks = (("see", parent), ("change", kind.model(**frame)))
                yield Place(name, {"register": kind.slug, "parent": key}, asks)


def _record(*actions: str) -> Filling:
    def fill(world: World, name: str) -> Iterator[Place]:
        for kind in registers().values():
            for record in _records(kind, world):
                exists = not name.endswith(":end") or isinstance(record, DatedRecord)
                asks = tuple((action, record) for action in actions)
                yield Place(name, {"register": kind.slug, "pk": record.pk}, asks, exists)

    return fill


def _people(*asked: str, role: bool = False) -> Filling:
    def fill(world: World, name: str) -> Iterator[Place]:
        named = list(Person.objects.filter(name="Ine").order_by("pk"))
        for person in [*named, world.people["contact"], world.people["secretariat"]]:
            asks: list[tuple[str, Any]] = [(action, person) for action in asked]
            if role:
                blank = Assignment(partnership=world.partnership, person=person)
                asks.append(("change", blank))
            yield Place(name, {"pk": person.pk}, tuple(asks))

    return fill


def _end_role(world: World, name: str) -> Iterator[Place]:
    for person in (world.people["reporter"], world.people["editor"]):
        record = Assignment.objects.get(person=person)
        yield Place(name, {"pk": record.pk}, (("see", record), ("change", record)))


def _parties(*actions: str) -> Filling:
    def fill(world: World, name: str) -> Iterator[Place]:
        for party in (world.party, world.other_party):
            yield Place(name, {"slug": party.slug}, tuple((action, party) for action in actions))

    return fill


def _bodies(world: World, name: str) -> Iterator[Place]:
    for body in (world.body, world.other_body):
        yield Place(name, {"slug": body.slug}, (("see", body),))


def _seats(world: World, name: str) -> Iterator[Place]:
    for body in (world.body, world.other_body):
        seat = Seat.objects.filter(body=body).first()
        if seat is not None:
            yield Place(name, {"slug": body.slug, "pk": seat.pk}, (("change", seat),))


def _terms(world: World, name: str) -> Iterator[Place]:
    for body in (world.body, world.other_body):
        term = Term.objects.filter(seat__body=body, valid_to=None).select_related("seat").first()
        if term is not None:
            yield Place(name, {"slug": body.slug, "pk": term.pk}, (("change", term),))


def _documents(*actions: str) -> Filling:
    def fill(world: World, name: str) -> Iterator[Place]:
        closed = Document.objects.filter(is_public=False)
        answered = Responsibility.objects.filter(body=world.body).values("document")
        found = [world.draft.document, world.published.document, closed.first()]
        found += [closed.filter(pk__in=answered).first()]
        for document in {one.pk: one for one in found if one}.values():
            yield Place(name, {"slug": document.slug}, tuple((a, document) for a in actions))

    return fill


def _editions(*actions: str) -> Filling:
    def fill(world: World, name: str) -> Iterator[Place]:
        for one in (world.draft, world.published):
            kwargs = {"slug": one.document.slug, "edition": one.slug}
            yield Place(name, kwargs, tuple((action, one) for action in actions))

    return fill


def _texts(key: str) -> Filling:
    def fill(world: World, name: str) -> Iterator[Place]:
        for one in (world.draft, world.published):
            text = some_text(one)
            kwargs = {"slug": one.document.slug, "edition": one.slug, key: text.pk}
            yield Place(name, kwargs, (("see", text), ("change", text)))

    return fill


def _plan_editions(*actions: str, states: Collection[str] = PlanState.values) -> Filling:
    """The edition that runs, and the draft of the next."""

    def fill(world: World, name: str) -> Iterator[Place]:
        for one in PlanEdition.objects.filter(state__in=states).select_related("plan"):
            kwargs = {"slug": one.plan.slug, "edition": one.slug}
            yield Place(name, kwargs, tuple((action, one) for action in actions))

    return fill


def _plan_moves(world: World, name: str) -> Iterator[Place]:
    for place in _plan_editions("see", "change")(world, name):
        yield Place(name, {**place.kwargs, "name": "adopt"}, place.asks)


def _written(world: World, name: str) -> Iterator[Place]:
    entry = AuditEntry.objects.order_by("-pk")[0]

    def may_see(actor: Actor, action: str) -> bool:
        return rule_of(AuditEntry).see.q(actor) is not False or entry.user == actor.user

    yield Place(name, {"entries": str(entry.pk)}, (("undo", may_see),))


def _overviews(world: World, name: str) -> Iterator[Place]:
    for place in _plan_editions("see")(world, name):
        form = {"form": "xlsx"} if name.endswith("_file") else {}
        yield Place(name, {**place.kwargs, "view": "varmekart", **form}, place.asks)


def _rounds(*actions: str) -> Filling:
    def fill(world: World, name: str) -> Iterator[Place]:
        for one in ReportingRound.objects.select_related("edition__plan"):
            edition = one.edition
            kwargs = {"slug": edition.plan.slug, "edition": edition.slug, "name": one.slug}
            yield Place(name, kwargs, tuple((action, one) for action in actions))

    return fill


def _round_answers(world: World, name: str) -> Iterator[Place]:
    asked = Commitment.objects.of_process("plan-round").order_by("pk")
    mine = asked.filter(owners__party__in=[world.party, world.other_party])
    for one in (*mine, *asked.filter(owners__body__isnull=False)[:2]):
        yield Place(name, {"pk": one.pk}, (("see", one), ("answer", one)))


def _measures_report(world: World, name: str) -> Iterator[Place]:
    edition = PlanEdition.objects.select_related("plan").get(state=PlanState.DRAFT)
    upload = Upload.objects.get(about=f"plan-edition-{edition.pk}")
    kwargs = {"slug": edition.plan.slug, "edition": edition.slug, "pk": upload.pk}
    yield Place(name, kwargs, (("see", edition), ("change", edition), ("see", upload)))


def _commitments(*actions: str) -> Filling:
    def fill(world: World, name: str) -> Iterator[Place]:
        for one in Commitment.objects.of_process(IN_USE.slug):
            yield Place(name, {"pk": one.pk}, tuple((action, one) for action in actions))

    return fill


def _files(*actions: str) -> Filling:
    def fill(world: World, name: str) -> Iterator[Place]:
        for one in ReportFile.objects.all():
            yield Place(name, {"pk": one.pk}, tuple((action, one) for action in actions))

    return fill


def _calendars(world: World, name: str) -> Iterator[Place]:
    for one in FeedAddress.objects.all():
        yield Place(name, {"pk": one.pk}, (("see", one), ("change", one)))


def _report(world: World, name: str) -> Iterator[Place]:
    asks = (("add", world.upload), ("see", world.upload))
    yield Place(name, {"pk": world.upload.pk}, asks)


def _new_input(world: World, name: str) -> Iterator[Place]:
    for one in PlanEdition.objects.select_related("plan"):
        asked = partial(_sends_input, world, one)
        kwargs = {"slug": one.plan.slug, "edition": one.slug}
        yield Place(name, kwargs, (("see", one), ("submit", asked)))


def _sends_input(world: World, edition: PlanEdition, actor: Actor, action: str) -> bool:
    base: dict[str, Any] = {"partnership": world.partnership, "edition": edition}
    parties = [PlanInput(**base, party=one) for one in Party.objects.members_on(today())]
    bodies = [PlanInput(**base, body=one) for one in Body.objects.on(today())]
    return any(may(actor, action, record) for record in (*parties, *bodies))


def _inputs(world: World, name: str) -> Iterator[Place]:
    for one in PlanInput.objects.select_related("edition__plan"):
        kwargs = {"slug": one.edition.plan.slug, "edition": one.edition.slug, "pk": one.pk}
        yield Place(name, kwargs, (("see", one), ("change", one)))


FILLED: dict[str, Filling] = {
    "work:plans:inputs": _plan_editions("see"),
    "work:plans:new_input": _new_input,
    "work:plans:answer_input": _inputs,
    "work:home": _plain(),
    "work:registers": _plain(),
    "work:tour": _plain(),
    "work:attention": _plain(("change", _blank(Commitment))),
    "work:party_standing": _parties("see"),
    "work:body_standing": _bodies,
    "work:register": _register,
    "work:end_many": _end_many,
    "work:add": _add,
    "work:add_under": _add_under,
    "work:record": _record("see"),
    "work:change": _record("see", "change"),
    "work:end": _record("see", "change"),
    "work:remove": _record("see", "change"),
    "work:onboarding": _plain(("add", _blank(Upload))),
    "work:onboarding_template": _plain(("add", _blank(Upload))),
    "work:onboarding_report": _report,
    "work:log": _plain(("see", _sees_the_log)),
    "work:merge": _plain(("merge", _blank(Party))),
    "work:hand_over": _people("see", role=True),
    "work:bodies:bodies": _plain(),
    "work:bodies:body": _bodies,
    "work:bodies:appoint": _seats,
    "work:bodies:substitute": _seats,
    "work:bodies:end_term": _terms,
    "work:documents:documents": _plain(),
    "work:documents:document": _documents("see"),
    "work:documents:new_edition": _documents("see", "draft"),
    "work:documents:edition": _editions("see"),
    "work:documents:preview": _editions("see"),
    "work:documents:whole_text": _editions("see", "change"),
    "work:documents:paste": _editions("see", "change"),
    "work:documents:publish": _editions("see", "publish"),
    "work:documents:take_back": _editions("see", "publish"),
    "work:documents:new_provision": _editions("see", "change"),
    "work:documents:new_provision_after": _texts("after"),
    "work:documents:provision": _texts("pk"),
    "work:documents:move_provision": _texts("pk"),
    "work:documents:remove_provision": _texts("pk"),
    "work:plans:plans": _plain(),
    "work:plans:answer_round": _round_answers,
    "work:undo": _written,
    "work:plans:overview": _overviews,
    "work:plans:overview_file": _overviews,
    "work:plans:open_round": _plan_editions("see", "change"),
    "work:plans:round": _rounds("see"),
    "work:plans:remind_round": _rounds("see", "change"),
    "work:plans:close_round": _rounds("see", "change"),
    "work:plans:edition": _plan_editions("see"),
    "work:plans:move": _plan_moves,
    "work:plans:roll": _plan_editions("see", "change"),
    "work:measures": _plan_editions("see", "change", states=[PlanState.DRAFT]),
    "work:measures_file": _plan_editions("see", "change"),
    "work:measures_report": _measures_report,
    "work:commitments:inbox": _plain(),
    "work:commitments:commitments": _plain(),
    "work:commitments:commitment": _commitments("see"),
    "work:commitments:answer": _commitments("see", "answer"),
    "work:commitments:move": _commitments("see", "change"),
    "work:commitments:owners": _commitments("see", "change"),
    "work:commitments:withdraw": _commitments("see", "change"),
    "work:commitments:reopen": _commitments("see", "change"),
    "work:commitments:file": _files("see"),
    "work:commitments:take_away": _files("see", "take away"),
    "work:commitments:reminders": _plain(("see", _is_somebody)),
    "work:commitments:make_calendar": _plain(("see", _is_somebody)),
    "work:commitments:revoke_calendar": _calendars,
    "work:in_use:routines": _plain(),
    "work:people:people": _plain(),
    "work:people:new_person": _plain(("change", _adds_people)),
    "work:people:person": _people("see"),
    "work:people:change_person": _people("see", "change"),
    "work:people:give_role": _people("see", role=True),
    "work:people:invite": _people("see", role=True),
    "work:people:export": _people("see", "export"),
    "work:people:merge_people": _people("see", "merge"),
    "work:people:erase": _people("see", "erase"),
    "work:people:personal_data": _people("see", "export"),
    "work:people:end_role": _end_role,
    "work:people:party": _parties("see"),
    "work:people:confirm": _parties("see", "confirm"),
}
