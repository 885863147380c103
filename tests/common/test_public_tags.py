"""The tags of the open pages: a link, hours and days, as often as they repeat."""

from __future__ import annotations

import datetime
from types import SimpleNamespace
from typing import Any

import pytest
from django.template import Context, Template
from django.test import RequestFactory

from samspill.common.public.as_of import AsOf
from samspill.common.public.page import asking

T, D = datetime.time, datetime.date


def made(tag: str, **values: object) -> str:
    return Template("{% load public %}" + tag).render(Context(values))


@pytest.mark.parametrize(
    ("starts", "ends", "words"),
    [
        (T(9), T(11, 30), "09.00–11.30"),
        (T(9), None, "09.00"),
        (None, T(11, 30), ""),
        (None, None, ""),
    ],
)
def test_hours_are_told_as_far_as_they_are_known(starts, ends, words) -> None:
    assert made("{% hours entry %}", entry=SimpleNamespace(starts=starts, ends=ends)) == words


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (D(2021, 1, 1), D(2022, 12, 31), "1. januar 2021–31. desember 2022"),
        (D(2021, 1, 1), None, "1. januar 2021–"),
        (None, D(2022, 12, 31), "–31. desember 2022"),
        (D(2021, 1, 1), D(2021, 1, 1), "1. januar 2021"),
        (None, None, ""),
    ],
)
def test_days_are_told_as_far_as_they_are_known(first, last, words) -> None:
    assert made("{% days first last %}", first=first, last=last) == words


def test_a_link_leads_to_the_same_day_and_its_text_is_escaped() -> None:
    request: Any = RequestFactory().get("/?dato=2021-06-01")
    request.as_of = AsOf.of(request)
    link = made('{% page_link name "body" "psu" %}', request=request, name="<PSU>")
    assert link == '<a href="/organer/psu/?dato=2021-06-01">&lt;PSU&gt;</a>'


@pytest.mark.parametrize(
    ("address", "asked"), [("/sok/", "/sok/?q=a"), ("/sok/?dato=2021", "/sok/?dato=2021&q=a")]
)
def test_more_is_asked_of_an_address_that_asks_for_something_already(address, asked) -> None:
    assert asking(address, "q=a") == asked
