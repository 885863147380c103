"""Before the workers are forked all that a request may ask for is loaded, and nothing asked."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest
from django.db import connection
from django.template import engines
from django.urls import clear_url_caches, get_resolver

from samspill import ready
from samspill.serving import Site


@pytest.fixture(autouse=True)
def _thawed_again() -> Iterator[None]:
    yield
    gc.unfreeze()


def test_what_is_loaded_asks_no_database_and_is_left_out_of_the_search_for_garbage():
    # Without the django_db mark a query fails the test.
    application = Site(port=0, workers=1).load()

    assert callable(application)
    assert connection.connection is None
    assert gc.get_freeze_count() > 10_000


def test_addresses_texts_and_templates_stand_ready():
    clear_url_caches()
    engines["django"].engine.template_loaders[0].reset()  # type: ignore[attr-defined]

    ready.load()

    (loader,) = engines["django"].engine.template_loaders  # type: ignore[attr-defined]
    assert set(ready.templates()) <= set(loader.get_template_cache)
    assert {"404.html", "common/base.html", "portal/home.html"} <= set(ready.templates())
    assert set(get_resolver()._reverse_dict) == {"nb", "nn", "en"}
