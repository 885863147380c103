"""The content security policy: the same on every answer, but for Django's own pages of faults."""

from __future__ import annotations

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from samspill.headers import POLICY, HeadersMiddleware


def policy_of(status: int) -> str | None:
    answer = HeadersMiddleware(lambda _request: HttpResponse(status=status))
    return answer(RequestFactory().get("/")).headers.get("Content-Security-Policy")


@pytest.mark.parametrize("status", [200, 403, 404, 500])
def test_every_answer_has_the_whole_policy(status: int) -> None:
    parts = dict(part.split(" ", 1) for part in (policy_of(status) or "").split("; "))
    assert parts == POLICY


def test_django_s_pages_of_faults_may_have_their_styles_where_source_is_shown(settings) -> None:
    settings.DEBUG = True
    assert (policy_of(404), policy_of(500)) == (None, None)
    assert policy_of(200)
