"""The nightly job gives what is owed by those who have ended to the ones who took over."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.utils import translation
from django_scopes import scope

from samspill.bodies.models import Body, BodySuccession
from samspill.commitments import tasks
from samspill.commitments.actions import Owes
from samspill.commitments.models import Commitment
from samspill.commitments.taking_over import take_over
from samspill.common.models import Partnership
from tests.commitments.asking import asking
from tests.commitments.conftest import World, day, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def owed() -> Iterator[dict[str, Commitment]]:
    """In each of three helsefellesskap, something owed by a council that another took over from."""
    found = {}
    with translation.override("en"), asking():
        for slug in ("forste", "andre", "tredje"):
            made = Partnership.objects.create(slug=slug, name=slug, short_name=slug)
            with scope(partnership=made):
                found[slug] = _left(make_world(made))
        yield found


def _left(world: World) -> Commitment:
    commitment = world.asks("Recommend", Owes(body=world.council))
    new = Body.objects.create(partnership=world.partnership, slug="nytt", name="Nytt råd")
    BodySuccession.objects.create(
        partnership=world.partnership, body=new, predecessor=world.council
    )
    Body.objects.filter(pk=world.council.pk).update(valid_to=day("2020-01-01"))
    return commitment


def owners(commitment: Commitment) -> list[str]:
    with scope(partnership=commitment.partnership):
        return [str(one) for one in commitment.owners.all()]


def test_it_goes_over_in_every_helsefellesskap(owed: dict[str, Commitment]) -> None:
    tasks.go_over_to_successors()
    assert {slug: owners(one) for slug, one in owed.items()} == {
        "forste": ["Nytt råd"], "andre": ["Nytt råd"], "tredje": ["Nytt råd"],
    }  # fmt: skip


def test_one_that_fails_keeps_no_other_from_it_and_the_job_fails(
    owed: dict[str, Commitment], monkeypatch: pytest.MonkeyPatch
) -> None:
    second = owed["andre"].partnership

    def fails_in_the_second(**given: object) -> int:
        done = take_over(**given)  # type: ignore[arg-type]
        if not Commitment.objects.exclude(partnership=second).exists():
            raise RuntimeError("no more")
        return done

    monkeypatch.setattr(tasks, "take_over", fails_in_the_second)
    with pytest.raises(ExceptionGroup) as failed:
        tasks.go_over_to_successors()
    assert [str(one) for one in failed.value.exceptions] == ["no more"]
    assert {slug: owners(one) for slug, one in owed.items()} == {
        "forste": ["Nytt råd"], "andre": ["ASU"], "tredje": ["Nytt råd"],
    }  # fmt: skip
