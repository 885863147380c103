"""A kept page shows nobody what another put into its address."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def data(load_once: Callable[..., None]) -> None:
    load_once("eksempel")


@pytest.mark.parametrize("path", ["/lovkrav/", "/lovkrav/?dato=2024-06-01", "/organer/"])
def test_what_one_visitor_asks_is_shown_to_no_other(data: None, client: Client, path: str) -> None:
    cache.clear()
    address = f"/hf/eksempel{path}"
    more = "&" if "?" in path else "?"
    first = client.get(f"{address}{more}q=kari-nordmann-7&annet=kari-nordmann-7")
    assert b"kari-nordmann-7" not in first.content
    assert b"kari-nordmann-7" not in client.get(address).content


@pytest.mark.parametrize("path", ["/hf/eksempel/organer/a%00/", "/hf/%00/", "/hf/eksempel%00/"])
def test_at_an_address_with_a_nul_there_is_nothing(data: None, client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("path", ["/sok/?q=%00", "/lovkrav/?dato=%00", "/?q=a%00b"])
def test_what_is_asked_with_a_nul_is_asked_without(data: None, client: Client, path: str) -> None:
    assert b"\0" not in client.get(f"/hf/eksempel{path}").content


def test_a_week_is_no_date(data: None, client: Client) -> None:
    assert client.get("/hf/eksempel/organer/?dato=2021-W01-1").status_code == 400
