"""Templates are formatted, and show what they showed."""

from __future__ import annotations

import pytest

from tools import templates

TOGETHER = (
    "<p>{{ name }}{% if beds %}, {{ beds }} beds in all of the wards{% endif %}"
    "{% if year %}, since {{ year }} and in all of the wards{% endif %}</p>\n"
)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(templates, "SOURCE", tmp_path)
    monkeypatch.setattr(templates, "ROOT", tmp_path)
    (tmp_path / "app" / "templates").mkdir(parents=True)
    (tmp_path / "pyproject.toml").write_text("[tool.djangofmt]\nline-length = 60\n")
    return tmp_path / "app" / "templates"


def test_a_pair_of_tags_is_joined_in_texts_and_not_within_a_tag_of_html():
    text = '<a class="{% if a %}b{% endif %}{% if c %} d{% endif %}">{% endif %}{% if e %}</a>'
    assert templates.joined(text) == text.replace(">{% endif %}", ">{% endif %}\u2060")


def test_no_space_appears_between_tags_that_stand_close_together(folder):
    (folder / "page.html").write_text(TOGETHER)
    assert templates.main([]) == 0
    text = (folder / "page.html").read_text()
    assert max(len(line) for line in text.splitlines()) < len(TOGETHER)
    assert "{% endif %}{% if year %}," in text
    assert templates.JOINER not in text


def test_a_formatted_template_stays_as_it_is(folder):
    (folder / "page.html").write_text(TOGETHER)
    templates.main([])
    once = (folder / "page.html").read_text()
    assert templates.main(["--check"]) == 0
    templates.main([])
    assert (folder / "page.html").read_text() == once


def test_check_names_what_is_not_formatted_and_changes_nothing(folder, capsys):
    (folder / "page.html").write_text(TOGETHER)
    (folder / "short.html").write_text("<p>{{ name }}</p>\n")
    assert templates.main(["--check"]) == 1
    assert capsys.readouterr().out == "app/templates/page.html: is not formatted\n"
    assert (folder / "page.html").read_text() == TOGETHER


def test_a_template_that_cannot_be_read_is_named_and_nothing_is_changed(folder, capsys):
    (folder / "page.html").write_text(TOGETHER)
    (folder / "open.html").write_text("{% if a %}<p>{% endif %}text</p>\n")
    assert templates.main([]) == 1
    assert "app/templates/open.html:1:" in capsys.readouterr().err
    assert (folder / "page.html").read_text() == TOGETHER
