"""The layout of a template is for those who read its source, and is not sent."""

from __future__ import annotations

import pytest
from django.template import Origin
from django.template.engine import Engine

from samspill.common import template_loading
from samspill.common.template_loading import without_layout
from tools.messages.source import texts_in_template
from tools.templates import templates

LIST = "<ul>\n  {% for x in y %}\n    <li>{{ x }}</li>\n  {% endfor %}\n</ul>\n"


@pytest.mark.parametrize(
    ("source", "sent"),
    [
        (LIST, "<ul>{% for x in y %}<li>{{ x }}</li>{% endfor %}</ul>"),
        ("<p>\n  One\n  <b>two</b>\n  three\n</p>", "<p>One <b>two</b> three</p>"),
        ("<b>a</b>{% if c %},\n  d{% endif %}", "<b>a</b>{% if c %}, d{% endif %}"),
        ('<a\n  href="{% url "x" %}"\n  lang="a > b"\n>', '<a href="{% url "x" %}" lang="a > b">'),
        ("<q\n  {% if a > b %}open{% endif %}\n>", "<q {% if a > b %}open{% endif %}>"),
        ("<b>One</b>  two", "<b>One</b>  two"),
    ],
)
def test_line_breaks_go_where_a_browser_shows_none(source, sent):
    assert without_layout(source) == sent


@pytest.mark.parametrize(
    ("name", "ours", "is_changed"),
    [("page.html", True, True), ("page.html", False, False), ("note.typ", True, False)],
)
def test_our_own_pages_alone_are_changed(tmp_path, monkeypatch, name, ours, is_changed):
    monkeypatch.setattr(template_loading, "OURS", tmp_path if ours else tmp_path / "elsewhere")
    (tmp_path / name).write_text(LIST)
    loader = template_loading.Loader(Engine())
    read = loader.get_contents(Origin(str(tmp_path / name), name, loader))
    assert read == (without_layout(LIST) if is_changed else LIST)


def test_a_text_is_looked_up_as_the_catalogues_have_it():
    def asked(source):
        return [text.key for text in texts_in_template(source)]

    sources = [path.read_text(encoding="utf-8") for path in templates()]
    assert len(sources) > 100
    assert [one for one in sources if asked(one) != asked(without_layout(one))] == []
