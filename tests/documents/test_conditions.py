"""«Holds», «public», «on hearing»: one condition each, the same in the database and at hand."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.urls import reverse
from django_scopes import scope

from samspill.common.actions import save
from samspill.common.actors import program
from samspill.common.conditions import meets
from samspill.common.models import Partnership, today
from samspill.documents.models import Document, Edition, EditionStatus
from samspill.documents.states import IN_FORCE, OPEN, PUBLIC, on_hearing
from samspill.portal.models import SearchEntry
from tests.documents.conftest import TEXT, Desk
from tests.documents.folder import document, edition, loaded

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
BY = program("test")


@pytest.fixture
def partnership(tmp_path: Path) -> Iterator[Partnership]:
    files = {**document("en"), **edition("en", "2021", text=TEXT)}
    made = loaded(tmp_path, files)
    with scope(partnership=made):
        yield made


def editions_of_every_kind(partnership: Partnership) -> list[Edition]:
    """Each status, open and not, of documents that are and are not, with each period."""
    kind = Document.objects.get().kind
    around = (None, today() - DAY, today(), today() + DAY)
    found = []
    for number, (status, is_public, is_open, first, last) in enumerate(
        product(EditionStatus, (True, False), (True, False), around, around)
    ):
        if first and last and last < first:
            continue
        about = Document.objects.create(
            partnership=partnership, slug=f"d{number}", title="D", kind=kind, is_public=is_open,
            exempt_statute="" if is_open else "offl. § 23",
        )  # fmt: skip
        found.append(Edition.objects.create(
            partnership=partnership, document=about, slug="u", status=status, is_public=is_public,
            valid_from=first, valid_to=last, hearing_from=first, hearing_to=last,
        ))  # fmt: skip
    return found


def test_a_condition_says_the_same_of_an_edition_at_hand_and_in_the_database(
    partnership: Partnership,
) -> None:
    made = editions_of_every_kind(partnership)
    for condition in (IN_FORCE, OPEN, PUBLIC, on_hearing(today())):
        there = set(Edition.objects.filter(condition).values_list("pk", flat=True))
        at_hand = {one.pk for one in made if meets(one, condition)}
        assert at_hand == there & {one.pk for one in made}
        assert 0 < len(at_hand) < len(made)


def test_a_condition_that_only_the_database_answers_is_not_answered_at_hand(
    partnership: Partnership,
) -> None:
    one = Edition.objects.get()
    with pytest.raises(ValueError, match="database alone"):
        meets(one, ~Q(slug="2021"))
    with pytest.raises(AttributeError):
        meets(one, Q(slug__regex="2"))


def test_what_the_search_calls_a_document_and_where_it_leads_are_the_documents_own(
    partnership: Partnership,
) -> None:
    one = Document.objects.get()
    one.number = "7"
    save(by=BY, record=one)
    entry = SearchEntry.objects.get(kind="document")
    assert entry.title == one.label == f"{one.kind.name} 7: {one.title}"
    assert entry.path == reverse("public:document", args=["en"])
    provision = SearchEntry.objects.filter(kind="provision")[0]
    assert provision.context == one.label
    address = reverse("public:edition", args=["en", "2021"])
    assert provision.path.partition("#")[0] == address


def saved(one: Edition, **changed: object) -> Edition:
    for name, value in changed.items():
        setattr(one, name, value)
    return save(by=BY, record=one)


def test_a_draft_holds_from_no_day_that_has_passed_whoever_saves_it(desk: Desk) -> None:
    with pytest.raises(ValidationError, match="That day has passed"):
        saved(desk.edition, status=EditionStatus.IN_FORCE, valid_from=today() - DAY)
    with pytest.raises(ValidationError, match="from which day"):
        saved(desk.edition, status=EditionStatus.SUPERSEDED, valid_from=None)


def test_an_edition_without_its_text_holds_only_when_it_says_so(desk: Desk) -> None:
    empty = Edition(
        partnership=desk.edition.partnership, document=desk.edition.document, slug="2015",
        status=EditionStatus.SUPERSEDED, valid_from=datetime.date(2015, 1, 1),
        valid_to=datetime.date(2016, 1, 1),
    )  # fmt: skip
    with pytest.raises(ValidationError, match="no text yet"):
        saved(empty)
    assert saved(empty, has_text=False).pk


def test_what_people_have_acted_by_is_no_draft_again(desk: Desk) -> None:
    long_ago = Edition.objects.get(slug="2021")
    with pytest.raises(ValidationError, match="too long to be taken back"):
        saved(long_ago, status=EditionStatus.DRAFT)


def test_the_register_is_refused_at_the_field(desk: Desk) -> None:
    path = "/hf/nord" + reverse("work:change", args=["utgaver", desk.edition.pk])
    form = desk.client.get(path).context["form"]
    data = {name: form[name].value() for name in form.fields if form[name].value() is not None}
    past = str(today() - DAY)
    answer = desk.client.post(path, {**data, "status": "in_force", "valid_from": past})
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["valid_from"]
    assert Edition.objects.get(pk=desk.edition.pk).status == EditionStatus.DRAFT


def test_a_hearing_does_not_end_before_it_begins(desk: Desk) -> None:
    with pytest.raises(ValidationError, match="ends before it begins"):
        saved(desk.edition, hearing_from=today(), hearing_to=today() - DAY)
