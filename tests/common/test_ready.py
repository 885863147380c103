"""Statements that stand ready answer as the QuerySets that they are made from."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.db.models import F, QuerySet
from django_scopes import scope, scopes_disabled
from django_scopes.exceptions import ScopeError

from samspill.common.models import Partnership
from samspill.common.ready import AnyOf, put_with, ready, ready_together, together
from samspill.parties.models import Party, PartyName, Person

pytestmark = pytest.mark.django_db
DATES = [datetime.date(2015, 1, 1), datetime.date(2019, 12, 31), datetime.date(2020, 1, 1)]


@ready
def there(date: Any) -> QuerySet:
    return Party.objects.on(date).values_list("slug", "valid_from")


@ready
def chosen(keys: Any) -> QuerySet:
    return Party.objects.filter(pk__in=AnyOf(keys)).values_list("slug", "valid_from")


@ready
def called(slugs: Any) -> QuerySet:
    found = Party.objects.filter(slug__in=AnyOf(slugs, of="text"))
    return found.values_list("slug", "valid_from")


@ready
def in_all(date: Any) -> QuerySet:
    parties = Party.objects.on(date).order_by().values_list("slug", flat=True)
    return parties.union(Person.objects.order_by().values_list("slug", flat=True), all=True)


@pytest.fixture
def partnerships() -> list[Partnership]:
    made = [Partnership.objects.create(slug=slug, name=slug) for slug in ("nord", "sor")]
    for one in made:
        frame = {"partnership": one, "kind": "municipality"}
        Party.objects.create(**frame, slug=f"{one.slug}-ny", name="Ny", valid_from=DATES[2])
        Party.objects.create(**frame, slug=f"{one.slug}-gammel", name="Gml", valid_to=DATES[1])
        Person.objects.create(partnership=one, slug=f"{one.slug}-ida", name="Ida")
    return made


@pytest.mark.parametrize("date", DATES)
def test_rows_are_those_of_the_queryset_in_the_scope(
    partnerships: list[Partnership], date: datetime.date
) -> None:
    for partnership in partnerships:
        with scope(partnership=partnership):
            expected = list(Party.objects.on(date).values_list("slug", "valid_from"))
            assert there(date=date) == expected
            assert len(expected) == 1


def test_keys_are_told_as_a_list(partnerships: list[Partnership]) -> None:
    with scope(partnership=partnerships[0]):
        for some in ([], list(Party.objects.values_list("pk", flat=True))):
            assert len(chosen(keys=some)) == len(some)
        slugs = ["nord-ny", "sor-ny"]
        assert [slug for slug, _first in called(slugs=slugs)] == ["nord-ny"]
        assert called(slugs=[]) == []
        with scopes_disabled():
            others = list(Party.objects.filter(partnership=partnerships[1]).values("pk"))
        assert chosen(keys=[one["pk"] for one in others]) == []


def test_each_part_of_a_union_is_in_the_scope(partnerships: list[Partnership]) -> None:
    with scope(partnership=partnerships[1]):
        assert sorted(in_all(date=DATES[2])) == ["sor-ida", "sor-ny"]


@pytest.mark.parametrize("ask", [there, in_all])
def test_outside_one_helsefellesskap_nothing_is_answered(
    partnerships: list[Partnership], ask: Callable[..., list[Any]]
) -> None:
    with pytest.raises(ScopeError):
        ask(date=DATES[0])
    with scope(partnership=partnerships), pytest.raises(ScopeError):
        ask(date=DATES[0])


def test_what_the_database_keeps_otherwise_is_read_as_django_reads_it(
    partnerships: list[Partnership],
) -> None:
    @ready
    def versions() -> QuerySet:
        return Party.objects.order_by("pk").values_list(F("partnership__versions"), "slug")

    partnerships[0].versions = {"ledger": 3}
    partnerships[0].save()
    with scope(partnership=partnerships[0]):
        assert versions()[0] == ({"ledger": 3}, "nord-ny")


def test_models_come_with_what_is_asked_for_beside_them(
    partnerships: list[Partnership], django_assert_num_queries
) -> None:
    @ready
    def named(slug: Any) -> QuerySet:
        found = Party.objects.filter(slug=slug).select_related("side", "partnership")
        return found.annotate(other=F("name"))

    with scope(partnership=partnerships[0]):
        named(slug="ukjent")
        with django_assert_num_queries(1):
            (party,) = named(slug="nord-ny")
            assert (party.other, party.side, party.partnership) == ("Ny", None, partnerships[0])
    assert party == Party(pk=party.pk)
    assert not party._state.adding


def test_it_is_asked_once_and_put_together_once(
    partnerships: list[Partnership], django_assert_num_queries
) -> None:
    made = []

    @ready
    def counted() -> QuerySet:
        made.append(1)
        return Party.objects.values_list("slug")

    with scope(partnership=partnerships[0]), django_assert_num_queries(2):
        assert counted() == counted()
    assert len(made) == 1


def test_several_are_asked_in_one_statement(
    partnerships: list[Partnership], django_assert_num_queries
) -> None:
    @ready_together
    def told(date: Any, slug: Any) -> dict[str, QuerySet]:
        return {
            "parties": Party.objects.on(date).select_related("side"),
            "names": Person.objects.order_by("-slug").values_list("name", "pk", "slug"),
            "first": Party.objects.filter(slug=slug).values_list("valid_from", flat=True),
            "none": Party.objects.filter(slug="").values_list("website", "tile_row"),
        }

    for partnership in partnerships:
        with scope(partnership=partnership):
            Person.objects.create(partnership=partnership, slug="per", name="Per")
            slug = f"{partnership.slug}-ny"
            people = list(Person.objects.order_by("-slug").values_list("name", "pk", "slug"))
            told(date=DATES[0], slug=slug)
            with django_assert_num_queries(1):
                found = told(date=DATES[2], slug=slug)
                assert [party.side for party in found["parties"]] == [None]
            assert found["parties"] == list(Party.objects.on(DATES[2]))
            assert found["parties"][0].name == "Ny"
            assert found["names"] == people
            assert (found["first"], found["none"]) == ([DATES[2]], [])
            assert told(date=DATES[0], slug="")["first"] == []


def test_what_is_of_another_shape_each_time_is_asked_in_one_statement(
    partnerships: list[Partnership], django_assert_num_queries
) -> None:
    partnerships[0].hosts = ["a.example", "b.example"]
    partnerships[0].save()
    with scope(partnership=partnerships[0]):
        parts = {
            "own": Party.objects.order_by("slug").select_related("partnership"),
            "same": Party.objects.order_by("slug").select_related("partnership"),
            "people": Person.objects.order_by("partnership__name").distinct(),
            "none": Party.objects.none(),
            "nobody": Person.objects.filter(pk__in=[]),
        }
        with django_assert_num_queries(1) as asked:
            found = together(**parts)
            hosts = {tuple(party.partnership.hosts) for party in found["own"]}
        assert {name: list(queryset) for name, queryset in parts.items()} == found
        assert hosts == {("a.example", "b.example")}
        assert asked.captured_queries[0]["sql"].count("UNION ALL") == 1
        with django_assert_num_queries(0):
            assert together(none=Party.objects.none()) == {"none": []}


def test_what_is_put_with_an_object_is_not_asked_for_again(
    partnerships: list[Partnership], django_assert_num_queries
) -> None:
    with scope(partnership=partnerships[0]):
        party = Party.objects.get(slug="nord-ny")
        made = PartyName.objects.create(partnership=partnerships[0], party=party, name="Nytt")
        with django_assert_num_queries(0):
            put_with(party, names=[made], units=[])
            assert (list(party.names.all()), list(party.units.all())) == ([made], [])
            assert party.name_on(DATES[2]) == "Nytt"
