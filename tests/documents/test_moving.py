"""A provision is moved beside or under another, by steps or by being dropped there."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from samspill.common.actors import program
from samspill.common.models import AuditEntry
from samspill.documents import actions
from samspill.documents.models import ProvisionText
from tests.documents.conftest import Desk

pytestmark = pytest.mark.django_db
BY = program("test")


def tree(desk: Desk) -> list[tuple[str, int, str]]:
    texts = ProvisionText.objects.filter(edition=desk.edition).select_related("parent__provision")
    return [
        (t.provision.slug, t.depth, t.parent.provision.slug if t.parent else "")
        for t in texts.order_by("position")
    ]


@pytest.mark.parametrize(
    ("slug", "where", "other", "expected"),
    [
        ("varighet", "before", "formal",
         [("varighet", 1, ""), ("formal", 1, ""), ("hvem", 2, "formal"), ("hvor", 2, "formal")]),
        ("varighet", "under", "formal",
         [("formal", 1, ""), ("varighet", 2, "formal"), ("hvem", 2, "formal"),
          ("hvor", 2, "formal")]),
        ("hvem", "after", "formal",
         [("formal", 1, ""), ("hvor", 2, "formal"), ("hvem", 1, ""), ("varighet", 1, "")]),
        ("formal", "under", "varighet",
         [("varighet", 1, ""), ("formal", 2, "varighet"), ("hvem", 3, "formal"),
          ("hvor", 3, "formal")]),
        ("hvem", "after", "hvor",
         [("formal", 1, ""), ("hvor", 2, "formal"), ("hvem", 2, "formal"), ("varighet", 1, "")]),
    ],
)  # fmt: skip
def test_a_provision_is_put_in_its_place_with_those_under_it(
    desk: Desk, slug: str, where: str, other: str, expected: list[tuple[str, int, str]]
) -> None:
    actions.place_provision(by=BY, text=desk.text(slug), where=where, other=desk.text(other))
    assert tree(desk) == expected
    entry = AuditEntry.objects.latest("pk")
    assert (entry.action, entry.object_id) == ("change", desk.text(slug).pk)


def test_a_provision_cannot_stand_under_itself(desk: Desk) -> None:
    stood = tree(desk)
    for other in ("hvem", "formal"):
        with pytest.raises(ValidationError, match="under itself"):
            actions.place_provision(
                by=BY, text=desk.text("formal"), where="under", other=desk.text(other)
            )
    assert tree(desk) == stood


def test_a_provision_does_not_go_deeper_than_headings_do(desk: Desk) -> None:
    after = desk.text("hvor")
    for depth in range(3, 7):
        after = actions.add_provision(
            by=BY, edition=desk.edition, after=after, number="", heading=f"Nivå {depth}",
            body="x", is_under=True,
        )  # fmt: skip
    assert after.depth == 6
    with pytest.raises(ValidationError, match="deeper"):
        actions.place_provision(by=BY, text=desk.text("varighet"), where="under", other=after)
    with pytest.raises(ValidationError, match="deeper"):
        actions.add_provision(
            by=BY, edition=desk.edition, after=after, number="", heading="7", body="x",
            is_under=True,
        )  # fmt: skip


@pytest.mark.parametrize(
    ("slug", "way", "expected"),
    [
        ("varighet", "in", [("hvor", 2, "formal"), ("varighet", 2, "formal")]),
        ("hvor", "in", [("hvor", 3, "hvem"), ("varighet", 1, "")]),
        ("hvem", "out", [("hvem", 1, ""), ("varighet", 1, "")]),
    ],
)
def test_a_step_in_and_out(
    desk: Desk, slug: str, way: str, expected: list[tuple[str, int, str]]
) -> None:
    assert actions.step_provision(by=BY, text=desk.text(slug), way=way)
    assert tree(desk)[-2:] == expected


def test_the_page_is_told_what_was_done_and_the_order_there_is(desk: Desk) -> None:
    address = f"{desk.page_of('varighet')}flytt/"
    ask = {"Accept": "application/json"}
    place = {"plass": "foran", "til": desk.text("hvor").pk}
    answer = desk.client.post(address, place, headers=ask)
    assert answer.json() == {
        "told": "2 Varighet now stands after 1.1 Hvem.",
        "order": [
            [desk.text(slug).pk, level]
            for slug, level in (("formal", 1), ("hvem", 2), ("varighet", 2), ("hvor", 2))
        ],
    }
    answer = desk.client.post(address, {"retning": "ut"}, headers=ask)
    assert answer.json()["told"] == "2 Varighet now stands after 1 Formål."
    answer = desk.client.post(address, {"retning": "ned"}, headers=ask)
    assert answer.json()["told"] == "2 Varighet cannot be moved further that way."
    answer = desk.client.post(
        f"{desk.page_of('formal')}flytt/",
        {"plass": "under", "til": desk.text("hvem").pk},
        headers=ask,
    )
    assert (answer.status_code, answer.json()["told"]) == (
        422, "A provision cannot stand under itself.",
    )  # fmt: skip


def test_the_buttons_do_without_a_script(desk: Desk) -> None:
    answer = desk.client.post(f"{desk.page_of('varighet')}flytt/", {"retning": "opp"})
    assert (answer.status_code, answer["Location"]) == (302, f"{desk.url}rekkefolge/#varighet")
    assert desk.order()[0] == "varighet"


def test_no_provision_of_another_edition_is_a_place_to_go(desk: Desk) -> None:
    elsewhere = ProvisionText.objects.exclude(edition=desk.edition).first()
    assert elsewhere is not None
    place = {"plass": "under", "til": elsewhere.pk}
    answer = desk.client.post(f"{desk.page_of('varighet')}flytt/", place)
    assert answer.status_code == 404
