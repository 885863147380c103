"""Norwegian alphabetical order."""

from typing import Any

import pytest
from django_scopes import scope

from samspill.common.models import Partnership
from samspill.common.norwegian import sort_key
from samspill.parties.models import Party


def test_norwegian_letters_come_after_z_in_their_own_order() -> None:
    names = ["Åfjord", "Ørland", "Ærøy", "Zeta", "Alta", "alvdal", "Østre Toten"]
    assert sorted(names, key=sort_key) == [
        "Alta", "alvdal", "Zeta", "Ærøy", "Ørland", "Østre Toten", "Åfjord",
    ]  # fmt: skip


def test_swedish_and_south_sami_letters_sort_with_their_norwegian_sisters() -> None:
    assert sort_key("Röros") == sort_key("Røros")


def test_a_key_of_a_long_name_goes_where_it_is_kept() -> None:
    assert len(sort_key("Å" * 300)) == 400
    assert Party._meta.get_field("sort_key").max_length == 400


@pytest.mark.django_db
def test_a_name_has_its_place_in_the_alphabet_however_it_is_saved() -> None:
    partnership = Partnership.objects.create(slug="prove", name="Prøve")
    with scope(partnership=partnership):
        frame: Any = {"partnership": partnership, "kind": "municipality"}
        Party.objects.create(**frame, slug="as", name="Ås")
        Party.objects.bulk_create([Party(**frame, slug="arna", name="Arna")])
        moved = Party.objects.create(**frame, slug="alta", name="Alta")
        moved.name = "Ørland"
        moved.save()
        assert [one.name for one in Party.objects.all()] == ["Arna", "Ørland", "Ås"]
