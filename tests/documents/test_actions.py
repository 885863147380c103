"""Editions: a draft from an earlier one, its provisions worked on, published, taken back."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_scopes import scope

from samspill.common import actions as records
from samspill.common.actions import ChangedMeanwhile, version_of
from samspill.common.actors import Held
from samspill.common.models import AuditEntry, Partnership
from samspill.common.permissions import NotAllowed, which
from samspill.documents import actions
from samspill.documents.difference import compare
from samspill.documents.models import Document, Edition, EditionStatus, ProvisionText
from samspill.portal.models import SearchEntry
from tests.cast import actor, secretariat, sitting_in
from tests.factories.folders import loaded

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 6, 1)
TEXT = """---
status: in_force
from: 2020-01-01
---
# 1 Formål {#formal}

Vi samarbeider.

## 1.1 Hvem {#hvem}

Alle.

## 1.2 Hvor {#hvor}

Her.

# 2 Varighet {#varighet}

Til videre.
"""
FILES = {
    "partnership.yaml": (
        "slug: prove\nname: Prøve\nshort_name: Prøve\ntiers: [{id: t, name: Nivå}]\n"
        "document_kinds: [{id: r, name: Retningslinje, plural: Retningslinjer, role: guideline}]\n"
    ),
    "bodies/rad.yaml": "id: rad\nname: Rådet\ntier: t\n",
    "documents/en/document.yaml": (
        "id: en\nkind: r\ntitle: Samarbeid\nresponsible: [{body: rad}]\n"
    ),
    "documents/en/2020.md": TEXT,
}


@pytest.fixture(scope="module")
def entered(once: Callable[..., Any], tmp_path_factory: pytest.TempPathFactory) -> int:
    made: Partnership = once(loaded, tmp_path_factory.mktemp("documents"), FILES)
    return made.pk


@pytest.fixture
def document(entered: int, db: None) -> Iterator[Document]:
    partnership = Partnership.objects.get(pk=entered)
    with scope(partnership=partnership), time_machine.travel(TODAY, tick=False):
        yield Document.objects.select_related("kind", "partnership").get(slug="en")


@pytest.fixture
def draft(document: Document) -> Edition:
    based_on = Edition.objects.get(slug="2020")
    by = secretariat(document.partnership)
    return actions.new_edition(by=by, document=document, label="2026", based_on=based_on)


def text(slug: str, edition: Edition) -> ProvisionText:
    found = ProvisionText.objects.select_related("edition__document", "provision", "partnership")
    return found.get(edition=edition, provision__slug=slug)


def order(edition: Edition) -> list[str]:
    texts = ProvisionText.objects.filter(edition=edition).order_by("position")
    return list(texts.values_list("provision__slug", flat=True))


def test_a_new_edition_is_a_draft_with_the_same_provisions(draft: Edition) -> None:
    old = Edition.objects.get(slug="2020")
    assert (draft.status, draft.is_public) == (EditionStatus.DRAFT, False)
    assert order(draft) == order(old) == ["formal", "hvem", "hvor", "varighet"]
    parent = text("hvem", draft).parent
    assert parent is not None
    assert (parent.provision.slug, parent.edition_id) == ("formal", draft.pk)
    assert compare(old, draft).changes == ()


def test_copying_takes_as_many_queries_for_few_provisions_as_for_many(document: Document) -> None:
    by = secretariat(document.partnership)
    counts = []
    small = Edition.objects.get(slug="2020")
    with CaptureQueriesContext(connection) as captured:
        large = actions.new_edition(by=by, document=document, label="a", based_on=small)
    counts.append(len(captured))
    for number in range(20):
        actions.add_provision(
            by=by, edition=large, after=None, number=f"9.{number}", heading=f"P {number}", body="x"
        )
    with CaptureQueriesContext(connection) as captured:
        actions.new_edition(by=by, document=document, label="b", based_on=large)
    counts.append(len(captured))
    assert counts[0] == counts[1]


def test_a_draft_is_seen_by_those_who_work_with_it_alone(draft: Edition) -> None:
    partnership = draft.partnership
    body = draft.document.responsibilities.get().body_id  # type: ignore[attr-defined]
    drafts = Edition.objects.filter(status=EditionStatus.DRAFT)
    assert list(which(secretariat(partnership), drafts)) == [draft]
    assert list(which(sitting_in(partnership, body), drafts)) == [draft]
    assert list(which(sitting_in(partnership, body + 1), drafts)) == []
    assert list(which(actor(partnership), drafts)) == []
    assert not SearchEntry.objects.filter(path__contains="2026").exists()


def test_a_provision_is_saved_with_one_entry_that_shows_what_changed(draft: Edition) -> None:
    changed = text("varighet", draft)
    changed.body = "Til 2030."
    actions.save_provision(by=secretariat(draft.partnership), text=changed)
    entry = AuditEntry.objects.latest("pk")
    assert (entry.before, entry.after) == ({"body": "Til videre."}, {"body": "Til 2030."})


def test_two_at_once_lose_nobodys_text(draft: Edition) -> None:
    by = secretariat(draft.partnership)
    mine, theirs = text("varighet", draft), text("varighet", draft)
    opened = version_of(mine)
    theirs.body = "Deres."
    actions.save_provision(by=by, text=theirs, version=opened)
    mine.body = "Min."
    with pytest.raises(ChangedMeanwhile) as conflict:
        actions.save_provision(by=by, text=mine, version=opened)
    assert conflict.value.current.body == "Deres."  # type: ignore[attr-defined]
    assert text("varighet", draft).body == "Deres."


@pytest.mark.parametrize(
    ("slug", "up", "expected"),
    [
        ("varighet", True, ["varighet", "formal", "hvem", "hvor"]),
        ("formal", False, ["varighet", "formal", "hvem", "hvor"]),
        ("hvor", True, ["formal", "hvor", "hvem", "varighet"]),
        ("hvem", True, ["formal", "hvem", "hvor", "varighet"]),
    ],
)
def test_a_provision_moves_with_those_under_it(
    draft: Edition, slug: str, up: bool, expected: list[str]
) -> None:
    actions.move_provision(by=secretariat(draft.partnership), text=text(slug, draft), up=up)
    assert order(draft) == expected


def test_a_new_provision_goes_after_or_under_another(draft: Edition) -> None:
    by = secretariat(draft.partnership)
    given = {"edition": draft, "number": "", "body": "Tekst."}
    actions.add_provision(by=by, after=text("formal", draft), heading="Etter", **given)
    actions.add_provision(by=by, after=text("hvem", draft), heading="Under", is_under=True, **given)
    actions.add_provision(by=by, after=None, heading="Sist", **given)
    assert order(draft) == ["formal", "hvem", "under", "hvor", "etter", "varighet", "sist"]
    assert text("under", draft).depth == 3
    assert text("etter", draft).parent is None


def test_taking_a_provision_out_leaves_earlier_editions_whole(draft: Edition) -> None:
    actions.remove_provision(by=secretariat(draft.partnership), text=text("formal", draft))
    assert order(draft) == ["varighet"]
    assert order(Edition.objects.get(slug="2020")) == ["formal", "hvem", "hvor", "varighet"]


def test_what_is_published_cannot_be_changed(document: Document) -> None:
    published = text("hvem", Edition.objects.get(slug="2020"))
    published.body = "Noe annet."
    with pytest.raises(ValidationError) as refused:
        actions.save_provision(by=secretariat(document.partnership), text=published)
    assert "Bare et utkast kan endres" in refused.value.messages[0]


def test_publishing_ends_the_one_before_and_can_be_taken_back(draft: Edition) -> None:
    by = secretariat(draft.partnership)
    actions.publish(by=by, edition=draft, valid_from=TODAY)
    old = Edition.objects.get(slug="2020")
    assert (old.status, old.valid_to) == (EditionStatus.SUPERSEDED, datetime.date(2026, 5, 31))
    assert Edition.objects.public().in_force_on(TODAY).get() == draft
    actions.take_back(by=by, edition=Edition.objects.get(slug="2026"))
    old.refresh_from_db()
    assert (old.status, old.valid_to) == (EditionStatus.IN_FORCE, None)
    assert Edition.objects.public().in_force_on(TODAY).get() == old


def test_a_later_day_leaves_the_present_one_in_force_until_then(draft: Edition) -> None:
    later = datetime.date(2026, 9, 1)
    actions.publish(by=secretariat(draft.partnership), edition=draft, valid_from=later)
    in_force = Edition.objects.public().in_force_on
    assert in_force(datetime.date(2026, 8, 31)).get().slug == "2020"
    assert in_force(later).get().slug == "2026"


def test_it_is_too_late_to_take_back_what_people_have_acted_by(draft: Edition) -> None:
    by = secretariat(draft.partnership)
    actions.publish(by=by, edition=draft, valid_from=TODAY)
    later = time_machine.travel(TODAY + datetime.timedelta(days=3))
    with later, pytest.raises(ValidationError, match="i kraft for lenge"):
        actions.take_back(by=by, edition=Edition.objects.get(slug="2026"))


def test_a_bodys_secretary_drafts_but_does_not_publish(document: Document) -> None:
    body = document.responsibilities.get().body_id  # type: ignore[attr-defined]
    by = sitting_in(document.partnership, body, "secretary")
    made = actions.new_edition(by=by, document=document, label="ny")
    actions.add_provision(by=by, edition=made, after=None, number="1", heading="A", body="B")
    with pytest.raises(NotAllowed):
        actions.publish(by=by, edition=made, valid_from=TODAY)
    assert Edition.objects.get(slug="ny").status == EditionStatus.DRAFT


def test_the_editor_drafts_any_document_and_publishes_none(document: Document) -> None:
    by = actor(document.partnership, Held("editor"))
    made = actions.new_edition(by=by, document=document, label="Etter høringen")
    assert (made.slug, made.name) == ("etter-horingen", "Etter høringen")
    actions.add_provision(by=by, edition=made, after=None, number="1", heading="A", body="B")
    assert list(which(by, Edition.objects.all(), "change")) == [made]
    with pytest.raises(NotAllowed):
        actions.publish(by=by, edition=made, valid_from=TODAY)
    with pytest.raises(NotAllowed):
        records.save(by=by, record=Edition.objects.get(slug="2020"))


def test_the_free_name_of_a_new_edition_is_taken_by_none(document: Document) -> None:
    by = secretariat(document.partnership)
    names = [actions.free_name(document)]
    for _time in range(2):
        actions.new_edition(by=by, document=document, label=names[-1])
        names.append(actions.free_name(document))
    assert names == ["2027", "2027 (2)", "2027 (3)"]
    for wrong, told in (("2027 2", "allerede"), ("!?", "bokstaver")):
        with pytest.raises(ValidationError, match=told):
            actions.new_edition(by=by, document=document, label=wrong)


def test_an_empty_edition_is_not_published(document: Document) -> None:
    by = secretariat(document.partnership)
    made = actions.new_edition(by=by, document=document, label="tom")
    with pytest.raises(ValidationError) as refused:
        actions.publish(by=by, edition=made, valid_from=TODAY)
    assert refused.value.messages == ["Utgaven har ingen tekst ennå."]
    assert Partnership.objects.count() == 1
