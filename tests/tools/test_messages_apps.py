"""Translations per app: what stands where, what moves along, and where two apps disagree."""

from __future__ import annotations

import gettext
import os
import re
from pathlib import Path

import pytest

from tests.tools.test_messages import keys, po, replace, translate, write
from tools.messages import checking, commands, source
from tools.messages.catalogues import catalogue_path, read_catalogue

ROOT = Path(__file__).resolve().parents[2]
PARTIES = '_("Party")\n_("Name")\n'


@pytest.fixture
def root(tmp_path):
    for app in ("bodies", "parties"):
        write(tmp_path, f"{app}/apps.py", "")
    write(tmp_path, "bodies/views.py", '_("Body")\n_("Name")\n')
    write(tmp_path, "parties/views.py", PARTIES)
    write(tmp_path, "parties/templates/parties/page.html", '{% translate "Name" %}')
    write(tmp_path, "operations/doctor.py", '_("Sound")\n')
    write(tmp_path, "urls.py", '_("Home")\n')
    return tmp_path


def fill(root, app, **translations):
    for language in ("nb", "nn"):
        translate(po(root, language, app), **translations)


def test_a_text_stands_with_the_app_that_uses_it(root):
    homes = source.by_home(root, source.collect(root))
    assert {home.name: {text.singular for text in homes[home]} for home in homes} == {
        "samspill": {"Home", "Sound"},
        "bodies": {"Body", "Name"},
        "parties": {"Party", "Name"},
    }


def test_a_text_of_several_apps_names_in_each_only_its_own_files(root):
    commands.extract(root)
    text = po(root, app="parties").read_text(encoding="utf-8")
    assert (
        "#: src/samspill/parties/templates/parties/page.html src/samspill/parties/views.py" in text
    )
    assert "src/samspill/bodies" not in text


def test_a_translation_moves_along_with_its_file(root):
    commands.extract(root)
    for app in ("", "bodies", "parties"):
        fill(root, app, Party="Deltaker")
    (root / source.SOURCE / "parties/views.py").unlink()
    write(root, "bodies/forms.py", PARTIES)
    commands.extract(root)
    assert checking.check(root) == []
    assert 'msgid "Party"\nmsgstr "Deltaker"\n' in po(root, app="bodies").read_text("utf-8")
    assert "Deltaker" not in po(root, app="parties").read_text("utf-8")


def test_a_text_that_another_app_begins_to_use_is_translated_already(root):
    commands.extract(root)
    fill(root, "parties", Party="Deltaker")
    write(root, "bodies/forms.py", PARTIES)
    commands.extract(root)
    assert 'msgid "Party"\nmsgstr "Deltaker"\n' in po(root, app="bodies").read_text("utf-8")


def test_the_catalogue_of_an_app_without_texts_is_removed(root):
    commands.extract(root)
    (root / source.SOURCE / "bodies/views.py").unlink()
    name = "src/samspill/bodies/locale/nb/LC_MESSAGES/django.po"
    assert f"{name}: no text belongs in it" in checking.check(root)
    assert f"{name}: removed, no text belongs in it" in commands.extract(root)
    assert not po(root, app="bodies").exists()


def test_all_apps_are_compiled_into_one_file(root):
    commands.extract(root)
    for app in ("", "bodies", "parties"):
        fill(root, app, Party="Deltaker")
    commands.compile_(root)
    with po(root).with_suffix(".mo").open("rb") as file:
        found = gettext.GNUTranslations(file)
    assert [found.gettext(text) for text in ("Party", "Body", "Home")] == [
        "Deltaker",
        "Body",
        "Home",
    ]
    assert not po(root, app="parties").with_suffix(".mo").exists()


def test_a_change_in_one_app_compiles_anew(root):
    commands.extract(root)
    commands.compile_(root)
    assert commands.compile_(root) == []
    later = po(root).with_suffix(".mo").stat().st_mtime + 10
    os.utime(po(root, app="parties"), (later, later))
    assert commands.compile_(root) == ["src/samspill/locale/nb/LC_MESSAGES/django.mo: written"]


def test_two_apps_that_translate_a_text_differently_are_told(root):
    commands.extract(root)
    for app in ("", "bodies", "parties"):
        fill(root, app)
    assert checking.check(root) == []
    replace(po(root, app="parties"), 'msgid "Name"\nmsgstr "Name"', 'msgid "Name"\nmsgstr "Namn"')
    assert checking.check(root) == [
        "src/samspill/parties/locale/nb/LC_MESSAGES/django.po: "
        'msgid "Name" is translated otherwise in '
        "src/samspill/bodies/locale/nb/LC_MESSAGES/django.po; "
        "give it a context where it means something else"
    ]


def test_a_context_tells_two_meanings_apart(root):
    write(root, "bodies/views.py", '_("Body")\npgettext("of a body", "Name")\n')
    commands.extract(root)
    fill(root, "")
    fill(root, "bodies", Name="Namn")
    fill(root, "parties", Name="Navn", Party="Deltaker")
    write(root, "parties/page.py", 'pgettext("of a body", "Name")')
    commands.extract(root)
    assert checking.check(root) == []
    assert keys(source.collect(root)) >= {(None, "Name", None), ("of a body", "Name", None)}


ONE_FORM = {
    "nb": {r"\bbrev(et)?\b": "e-post"},
    "nn": {
        r"\bbrev(et)?\b": "e-post",
        r"\bmedlemene\b": "medlemmene",
        r"\b[Ss]aklist": "saksliste",
        r"\b[Ff]øreslå": "foreslå",
        r"runngiv": "grunngjeving",
        r"\bhenne\b": "ho",
        r"\b[Ss]temmene\b": "røystene",
    },
}
"""Where the norm leaves a choice, cases and meetings are written in one form."""


@pytest.mark.parametrize("language", ONE_FORM)
def test_cases_and_meetings_are_written_in_one_form(language):
    path = catalogue_path(ROOT / "src/samspill/cases", language)
    for message in read_catalogue(path, language):
        for said in source.forms(message.string):
            for other, ours in ONE_FORM[language].items():
                assert not re.search(other, said), f"{said}: {ours}"
