"""Two helsefellesskap that look alike and share nothing, and one user for each role of the cast."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from pathlib import Path

from django.apps import apps
from django.db import connection
from django.db.models import Value
from django.db.models.functions import Concat
from django.test import Client
from django_scopes import scope

from samspill.bodies.models import Body, Office, OfficeRule
from samspill.commitments.actions import Owes, Wanted, open_commitment, report
from samspill.commitments.due import Due
from samspill.commitments.models import FeedAddress
from samspill.common.actors import Actor, program
from samspill.common.files.accepting import accept
from samspill.common.models import Partnership, Source, today
from samspill.documents import actions as documents
from samspill.documents.models import Document, Edition, ProvisionText, Responsibility
from samspill.exchange.loading import load
from samspill.in_use.owed import PROCESS as IN_USE
from samspill.parties.models import Party, PartyName, PartyNumber, Person
from samspill.plans import actions as plans
from samspill.plans.models import (
    Plan,
    PlanEdition,
)
from samspill.plans.states import PlanState
from samspill.uploads.models import Upload
from tests.cast import secretariat
from tests.everywhere import rooms
from tests.everywhere.acting import Cast

ROOT = Path(__file__).resolve().parent.parent.parent
UNDECIDED = "Ingen har vedtatt noe her."
"""Why something is published that no body has decided."""
OURS, THEIRS = "eksempel", "nabo"


@dataclass(kw_only=True)
class World(Cast):
    """One helsefellesskap with something of every kind in it, and its cast.

    ``body`` is where the cast's seats are, ``party`` whose contact and reporter there are;
    ``other_party`` and ``other_body`` are nobody's of the cast.
    """

    party: Party
    body: Body
    other_party: Party
    other_body: Body
    draft: Edition
    published: Edition
    upload: Upload
    secretaries: list[Client] = field(default_factory=list)
    """Two browsers that the secretariat has signed in with."""


def two_worlds(folder: Path) -> tuple[World, World]:
    """The invented helsefellesskap, and a copy of it whose names and addresses are all others."""
    load(ROOT / "data" / OURS, by="test")
    _copy(ROOT / "data" / OURS, folder / THEIRS)
    load(folder / THEIRS, by="test")
    ours = Partnership.objects.get(slug=OURS)
    theirs = Partnership.objects.get(slug=THEIRS)
    with scope(partnership=theirs):
        for model in (Party, Body, Document, Edition, Plan, PlanEdition):
            model.objects.update(slug=Concat(Value("nabo-"), "slug"))
        for named in (Party, Person, Body):
            named.objects.update(name=Concat(Value("Nabo "), "name"))
    found = furnished(ours), furnished(theirs)
    tell_the_planner()
    return found


def tell_the_planner() -> None:
    """Within one transaction nothing tells it how much there is, and the tests take long."""
    with connection.cursor() as cursor:
        for every in apps.get_models():
            if every._meta.managed:
                cursor.execute(f'ANALYZE "{every._meta.db_table}"')


def _copy(source: Path, target: Path) -> None:
    for file in source.rglob("*"):
        if file.is_file():
            to = target / file.relative_to(source)
            to.parent.mkdir(parents=True, exist_ok=True)
            text = file.read_text(encoding="utf-8")
            if file.name == "partnership.yaml":
                text = text.replace(f"slug: {OURS}", f"slug: {THEIRS}", 1)
            to.write_text(text, encoding="utf-8")


def furnished(partnership: Partnership) -> World:
    with scope(partnership=partnership):
        by = secretariat(partnership)
        party, other_party = Party.objects.municipalities().members_on(today())[:2]
        responsible = Responsibility.objects.filter(document__editions__has_text=True)
        answers = responsible.select_related("document__partnership", "body")
        first = answers.filter(document__in=Document.objects.public())[0]
        second = answers.exclude(document=first.document).filter(
            document__in=Document.objects.public()
        )[0]
        other_body = Body.objects.exclude(responsibilities__document=first.document)[0]
        Source.objects.create(partnership=partnership, slug="kilde", title="Kilde")
        frame = {"partnership": partnership, "party": party}
        PartyName.objects.create(**frame, name="Gammelt navn")
        PartyNumber.objects.create(**frame, number="1101")
        OfficeRule.objects.create(
            partnership=partnership, body=first.body, office=Office.Kind.CHAIR, text="Etter tur"
        )
        world = World(
            partnership=partnership,
            party=party,
            other_party=other_party,
            body=first.body,
            other_body=other_body,
            draft=_draft(by, first.document),
            published=_published(by, second.document),
            upload=Upload(
                partnership=partnership, about="onboarding", file_name="a.xlsx", digest="0"
            ),
        )
        world.enter(by)
        world.secretaries = [world.client("secretariat"), world.client("secretariat")]
        world.upload.user = world.users["secretariat"]
        world.upload.content = {"rows": [], "doubts": []}
        world.upload.save()
        drafted = PlanEdition.objects.get(state=PlanState.DRAFT)
        Upload.objects.create(
            partnership=partnership,
            about=f"plan-edition/{drafted.pk}",
            user=world.users["secretariat"],
            file_name="tiltak.xlsx",
            digest="0",
            content={"rows": [], "doubts": []},
        )
        _owing(world)
        for about in (party, other_party):
            Person.objects.create(
                partnership=partnership, slug=f"i-{about.slug}"[:80], name="Ine", party=about
            )
        for room in rooms.described():
            if hasattr(room, "furnish"):
                room.furnish(world)
        return world


def _owing(world: World) -> None:
    """Something that the cast's party owes, something that its body owes, and what is others'."""
    for owner in (
        Owes(party=world.party), Owes(party=world.other_party),
        Owes(body=world.body), Owes(body=world.other_body),
    ):  # fmt: skip
        wanted = Wanted(
            process=IN_USE.slug, thing=world.published, title="Tas i bruk", owners=[owner],
            due=Due.none(),
        )  # fmt: skip
        opened = open_commitment(by=program("test"), partnership=world.partnership, wanted=wanted)
        report(
            by=program("test"), commitment=opened, done="Se referatet",
            attached=[accept("referat.pdf", io.BytesIO(b"%PDF-1.7"))],
        )  # fmt: skip
    running = PlanEdition.objects.get(state=PlanState.RUNNING)
    plans.open_round(by=program("test"), edition=running, title="Våren", due_on=today())
    person = world.people["contact"]
    FeedAddress.objects.create(
        partnership=world.partnership, person=person, digest=f"{person.pk:064}"
    )


def _draft(by: Actor, document: Document) -> Edition:
    based_on = Edition.objects.filter(document=document, texts__isnull=False).distinct()[0]
    return documents.new_edition(by=by, document=document, label="utkast", based_on=based_on)


def _published(by: Actor, document: Document) -> Edition:
    return documents.publish(
        by=by, edition=_draft(by, document), valid_from=today(), exception=UNDECIDED
    )


def some_text(edition: Edition) -> ProvisionText:
    """A provision that has a neighbour."""
    found = ProvisionText.objects.filter(edition=edition, parent=None).order_by("position")[1]
    return found
