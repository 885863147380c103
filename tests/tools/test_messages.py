"""Translations without GNU gettext: what is found, kept, compiled and complained about."""

from __future__ import annotations

import gettext
import os
from pathlib import Path

import pytest
from babel.messages.catalog import Message

from tools.messages import catalogues, checking, commands, source

VIEWS = """
from django.utils.translation import gettext as _, gettext_lazy, ngettext, npgettext, pgettext

TITLE = gettext_lazy("Seats")


def view(count):
    # Translators: shown above the list
    _("A seat " "in two parts")
    _("Take over {name}").format(name=_("the seat"))
    ngettext("%(count)s seat", "%(count)s seats", count) % {"count": count}
    pgettext("month", "May")
    npgettext("law", "%(n)s section", "%(n)s sections", count)
    _(count)
    _(f"never {count}")
    f"{count} {_('In an f-string')}: {ngettext('%(n)s left', '%(n)s are left', count) % {'n': 1}}"
"""

PAGE = """{% extends "base.html" %}{% load i18n ui %}
{% block content %}
      {# Translators: the heading #}
   {% translate "Vacant seats" %}
 {% trans "Old tag" as old %}
        {% translate "May" context "month" %}
  <p title="it's (unbalanced [ {">{{ name|default:_("No name") }} {{ _("Alone")|upper }}</p>
{% ui_status kind label=_("Vacant") hint=_('Nobody "sits" here') %}
{% blocktranslate trimmed count n=seats|length %}
    One seat
    is vacant
{% plural %}
    {{ n }} seats are vacant
{% endblocktranslate %}
{% blocktranslate with who=name context "sentence" %}Of {{ who }}: 100 %{% endblocktranslate %}
{% comment %}{% translate "Hidden" %}{% endcomment %}
{% verbatim %}{% translate "Verbatim" %}{% endverbatim %}
{% endblock %}
"""


@pytest.fixture
def root(tmp_path):
    write(tmp_path, "views.py", VIEWS)
    write(tmp_path, "templates/page.html", PAGE)
    write(tmp_path, "static/not_read.html", '{% translate "Elsewhere" %}')
    return tmp_path


def write(root: Path, name: str, text: str) -> None:
    path = root / source.SOURCE / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def po(root: Path, language: str = "nb", app: str = "") -> Path:
    return catalogues.catalogue_path(root / source.SOURCE / app, language)


def keys(texts) -> set:
    return {(text.context, text.singular, text.plural) for text in texts}


def translate(path: Path, **translations: str) -> None:
    """Fill a catalogue in: each text with itself, the named ones as given."""
    language = path.parts[-3]
    catalogue = catalogues.read_catalogue(path, language)
    for message in catalogue:
        if message.id:
            message.string = translations.get(message.id, message.id)
    path.write_text(catalogues.as_po(catalogue, language), encoding="utf-8")


def translate_all(root: Path, **translations: str) -> None:
    for language in catalogues.LANGUAGES:
        translate(po(root, language), **translations)


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_python_texts():
    assert keys(source.texts_in_python(VIEWS)) == {
        (None, "Seats", None),
        (None, "A seat in two parts", None),
        (None, "Take over {name}", None),
        (None, "the seat", None),
        (None, "In an f-string", None),
        (None, "%(n)s left", "%(n)s are left"),
        (None, "%(count)s seat", "%(count)s seats"),
        ("month", "May", None),
        ("law", "%(n)s section", "%(n)s sections"),
    }


def test_template_texts():
    assert keys(source.texts_in_template(PAGE)) == {
        (None, "Vacant seats", None),
        (None, "Old tag", None),
        ("month", "May", None),
        (None, "No name", None),
        (None, "Alone", None),
        (None, "Vacant", None),
        (None, 'Nobody "sits" here', None),
        (None, "One seat is vacant", "%(n)s seats are vacant"),
        ("sentence", "Of %(who)s: 100 %%", None),
    }


def test_percent_in_a_tag_argument_is_refused(root):
    write(root, "templates/percent.html", '{% ui_status kind label=_("100 %") %}')
    with pytest.raises(source.Faults, match=r"templates/percent\.html: .*100 %"):
        source.collect(root)


def test_texts_know_where_they_stand(root):
    write(root, "a.py", '_("Seats")')
    first, *rest = source.collect(root)
    assert (first.singular, first.files) == (
        "Seats",
        ["src/samspill/a.py", "src/samspill/views.py"],
    )
    order = [(text.files[0], text.singular) for text in [first, *rest]]
    assert order == sorted(order)
    comments = {text.singular: text.comments for text in rest}
    assert comments["Vacant seats"] == ["Translators: the heading"]
    assert comments["A seat in two parts"] == ["Translators: shown above the list"]


def test_extract_writes_both_catalogues_without_line_numbers_or_dates(root):
    commands.extract(root)
    for language in catalogues.LANGUAGES:
        text = po(root, language).read_text(encoding="utf-8")
        assert f'"Language: {language}\\n"' in text
        assert "#: src/samspill/templates/page.html\n" in text
        assert "Date" not in text
        assert 'msgid_plural "%(n)s seats are vacant"\nmsgstr[0] ""\nmsgstr[1] ""\n' in text


def test_extract_again_changes_nothing(root):
    commands.extract(root)
    translate_all(root)
    before = po(root).read_bytes()
    write(root, "views.py", "\n\n\n" + VIEWS)
    commands.extract(root)
    assert po(root).read_bytes() == before


def test_extract_keeps_translations_and_drops_what_is_gone(root):
    commands.extract(root)
    translate_all(root, Seats="Plasser")
    replace(po(root), 'msgid "Seats"', '# asked the secretariat\nmsgid "Seats"')
    write(root, "templates/page.html", '{% translate "New" %}')
    commands.extract(root)
    text = po(root).read_text(encoding="utf-8")
    assert 'msgid "Seats"\nmsgstr "Plasser"\n' in text
    assert "# asked the secretariat\n" in text
    assert 'msgid "New"\nmsgstr ""\n' in text
    assert "Vacant" not in text
    assert "#~" not in text


def test_extract_touches_nothing_when_a_file_cannot_be_read(root):
    commands.extract(root)
    translate_all(root)
    before = po(root).read_bytes()
    write(root, "templates/page.html", "{% blocktranslate %}{% if x %}{% endblocktranslate %}")
    with pytest.raises(source.Faults, match=r"page\.html: Translation blocks"):
        commands.extract(root)
    assert po(root).read_bytes() == before


def test_two_plurals_of_one_text_are_refused(root):
    write(root, "other.py", 'ngettext("%(count)s seat", "%(count)s chairs", n)')
    with pytest.raises(source.Faults, match=r'"%\(count\)s seat" has another plural'):
        source.collect(root)


def test_compile_writes_what_gettext_reads(root):
    commands.extract(root)
    translate_all(root, Seats="Plassar", May="mai")
    assert len(commands.compile_(root)) == 2
    with po(root, "nn").with_suffix(".mo").open("rb") as file:
        found = gettext.GNUTranslations(file)
    assert found.gettext("Seats") == "Plassar"
    assert found.pgettext("month", "May") == "mai"
    assert found.ngettext("One seat is vacant", "", 2) == "%(n)s seats are vacant"


def test_compile_is_repeatable_and_only_when_needed(root):
    commands.extract(root)
    translate_all(root)
    commands.compile_(root)
    target = po(root).with_suffix(".mo")
    before = target.read_bytes()
    assert commands.compile_(root) == []
    os.utime(target, (0, 0))
    assert commands.compile_(root) == ["src/samspill/locale/nb/LC_MESSAGES/django.mo: written"]
    assert target.read_bytes() == before


def test_check_is_content_with_a_full_translation(root, capsys):
    commands.extract(root)
    translate_all(root)
    assert checking.check(root) == []
    assert commands.main(["check", "--root", str(root)]) == 0
    assert "every text is translated" in capsys.readouterr().out


def test_check_names_what_is_missing_empty_fuzzy_or_gone(root, capsys):
    commands.extract(root)
    translate_all(root)
    replace(po(root), 'msgstr "Seats"', 'msgstr ""')
    replace(po(root), 'msgid "the seat"', '#, fuzzy\nmsgid "the seat"')
    write(root, "new.py", 'pgettext("board", "Chair")')
    replace(root / source.SOURCE / "templates/page.html", "Old tag", "Newer tag")
    path = "src/samspill/locale/nb/LC_MESSAGES/django.po"
    faults = [fault for fault in checking.check(root) if "/nb/" in fault]
    assert sorted(faults) == [
        f'{path}: msgid "Old tag" is no longer in the source',
        f'{path}: msgid "Seats" has no translation',
        f'{path}: msgid "the seat" is marked as fuzzy',
        f'src/samspill/new.py: msgid "Chair" (context "board") is missing from {path}',
        f'src/samspill/templates/page.html: msgid "Newer tag" is missing from {path}',
    ]
    assert commands.main(["check", "--root", str(root)]) == 1
    assert 'msgid "Seats" has no translation' in capsys.readouterr().err


def test_check_finds_obsolete_entries_kept_as_comments(root):
    commands.extract(root)
    translate_all(root)
    with po(root).open("a", encoding="utf-8") as file:
        file.write('\n#~ msgid "Gone"\n#~ msgstr "Borte"\n')
    assert checking.check(root) == [
        'src/samspill/locale/nb/LC_MESSAGES/django.po: msgid "Gone" is no longer in the source'
    ]


def test_check_without_catalogues(root):
    assert [fault.split(": ")[1] for fault in checking.check(root)] == ["there is no such file"] * 2
    assert commands.main(["compile", "--root", str(root)]) == 1


@pytest.mark.parametrize(
    ("text", "translation", "faulty"),
    [
        ("Take over {name}", "Ta over {name}", False),
        ("Take over {name}", "Ta over {navn}", True),
        ("Take over {name}", "Ta over", True),
        ("Seats", "Plasser for {name}", True),
        ("{count:d} of {total}", "av {total} {count:d}", False),
        ("Of %(who)s: 100 %%", "Av %(who)s: 100 %%", False),
        ("Of %(who)s: 100 %%", "Av %(who)s: 100 %", True),
        ("Of %(who)s", "Av %(who)", True),
        ("50 % of them", "50 % av dei", False),
        ("%s seats", "plasser", True),
        (("%(n)s seat", "%(n)s seats"), ("%(n)s plass", "%(n)s plasser"), False),
        (("One seat", "%(n)s seats"), ("Én plass", "%(n)s plasser"), False),
        (("One seat", "%(n)s seats"), ("%(n)s plass", "%(n)s plasser"), False),
        (("One seat", "%(n)s seats"), ("Én plass", "plasser"), True),
        (("One seat", "%(n)s seats"), ("Én plass", ""), True),
    ],
)
def test_placeholders(text, translation, faulty):
    message = Message(text, translation)
    assert bool(list(checking.faults_of(message))) is faulty


def test_extract_from_the_command_line(root, capsys):
    assert commands.main(["extract", "--root", str(root)]) == 0
    assert "nb/LC_MESSAGES/django.po: 17 texts, 17 without translation" in capsys.readouterr().out
