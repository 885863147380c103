"""Which helsefellesskap a slug or a host name means."""

import pytest

from samspill.common import lookup
from samspill.common.models import Partnership

pytestmark = pytest.mark.django_db


@pytest.fixture
def nord():
    return Partnership.objects.create(
        slug="nord", name="Nord", hosts=["nord.no", "www.nord.no"], versions={"ledger": 3}
    )


@pytest.fixture
def sor():
    return Partnership.objects.create(slug="sor", name="Sør")


def test_every_field_is_as_django_reads_it(nord, sor):
    found = lookup.by_slug("nord")
    assert found is not None
    for field in Partnership._meta.concrete_fields:
        assert getattr(found, field.attname) == getattr(nord, field.attname)
    assert not found._state.adding


def test_a_host_name_goes_before_the_default(nord, sor):
    assert lookup.by_host("www.nord.no", default="sor") == nord
    assert lookup.by_host("sor.no", default="sor") == sor


def test_one_that_is_alone_is_meant_by_every_host(nord):
    assert lookup.by_host("ukjent.no", default="ukjent") == nord


def test_nothing_is_found_for_what_nobody_is_called(nord, sor):
    assert lookup.by_slug("ukjent") is None
    assert lookup.by_host("ukjent.no", default="ukjent") is None


def test_it_is_asked_once(nord, sor, django_assert_num_queries):
    with django_assert_num_queries(1):
        lookup.by_host("nord.no", default="sor")
