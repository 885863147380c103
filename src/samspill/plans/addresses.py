"""Parts of addresses that plans have: a way of seeing, and a form of file."""

from __future__ import annotations

from django.urls import register_converter

from samspill.plans.overviews import FORMS, VIEWS


class WordConverter:
    """One of some words."""

    regex: str

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class ViewConverter(WordConverter):
    """A way of seeing a plan."""

    regex = "|".join(VIEWS)


class FormConverter(WordConverter):
    """A form of file."""

    regex = "|".join(FORMS)


register_converter(ViewConverter, "view")
register_converter(FormConverter, "form")
