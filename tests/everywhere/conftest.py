"""What the tests at every address are done on, made once for all tests of a file."""

from __future__ import annotations

import logging
from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest
from django.test import Client

from samspill.common.models import Partnership
from tests.everywhere.signed_in import owed, signed_in
from tests.everywhere.world import World, two_worlds


@pytest.fixture(scope="module")
def made_worlds(once: Callable[..., Any], tmp_path_factory: Any) -> tuple[World, World]:
    both: tuple[World, World] = once(two_worlds, tmp_path_factory.mktemp("worlds"))
    return both


@pytest.fixture
def worlds(db: None, made_worlds: tuple[World, World]) -> tuple[World, World]:
    return deepcopy(made_worlds)


@pytest.fixture
def quiet(caplog: pytest.LogCaptureFixture) -> None:
    """Thousands of requests are not written down one by one."""
    for name in ("samspill.requests", "django.request"):
        caplog.set_level(logging.CRITICAL + 1, logger=name)


@pytest.fixture(scope="module")
def loaded(load_once: Callable[..., None], once: Callable[..., Any]) -> None:
    load_once("eksempel", "st-olav")
    for slug in ("eksempel", "st-olav"):
        once(owed, slug)


@pytest.fixture
def two(db: None, loaded: None) -> tuple[Partnership, Partnership]:
    return Partnership.objects.get(slug="eksempel"), Partnership.objects.get(slug="st-olav")


@pytest.fixture
def secretary(two: tuple[Partnership, Partnership]) -> Client:
    """Signed in with a role in the first helsefellesskap only."""
    return signed_in(two[0])
