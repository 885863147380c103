"""Translations without GNU gettext: what is found, kept, compiled and complained about."""

from __future__ import annotations

import gettext
import os
from pathlib import Path

import pytest

from tools import messages

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
    path = root / messages.SOURCE / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def po(root: Path, language: str = "nb") -> Path:
    return messages.catalogue_path(root, language)


def keys(texts) -> set:
    return {(text.context, text.singular, text.plural) for text in texts}


def translate(root: Path, **translations: str) -> None:
    """Fill both catalogues in: each text with itself, the named ones as given."""
    for language in messages.LANGUAGES:
        catalogue = messages.read_catalogue(po(root, language), language)
        for message in catalogue:
            if message.id:
                message.string = translations.get(message.id, message.id)
        po(root, language).write_text(messages.as_po(catalogue, language), encoding="utf-8")


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_python_texts():
    assert keys(messages.texts_in_python(VIEWS)) == {
        (None, "Seats", None),
        (None, "A seat in two parts", None),
        (None, "Take over {name}", None),
        (None, "the seat", None),
        (None, "%(count)s seat", "%(count)s seats"),
        ("month", "May", None),
        ("law", "%(n)s section", "%(n)s sections"),
    }


def test_template_texts():
    assert keys(messages.texts_in_template(PAGE)) == {
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
    with pytest.raises(messages.Faults, match=r"templates/percent\.html: .*100 %"):
        messages.collect(root)


def test_texts_know_where_they_stand(root):
    write(root, "a.py", '_("Seats")')
    first, *rest = messages.collect(root)
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
    messages.extract(root)
    for language in messages.LANGUAGES:
        text = po(root, language).read_text(encoding="utf-8")
        assert f'"Language: {language}\\n"' in text
        assert "#: src/samspill/templates/page.html\n" in text
        assert "Date" not in text
        assert 'msgid_plural "%(n)s seats are vacant"\nmsgstr[0] ""\nmsgstr[1] ""\n' in text


def test_extract_again_changes_nothing(root):
    messages.extract(root)
    translate(root)
    before = po(root).read_bytes()
    write(root, "views.py", "\n\n\n" + VIEWS)
    messages.extract(root)
    assert po(root).read_bytes() == before


def test_extract_keeps_translations_and_drops_what_is_gone(root):
    messages.extract(root)
    translate(root, Seats="Plasser")
    replace(po(root), 'msgid "Seats"', '# asked the secretariat\nmsgid "Seats"')
    write(root, "templates/page.html", '{% translate "New" %}')
    messages.extract(root)
    text = po(root).read_text(encoding="utf-8")
    assert 'msgid "Seats"\nmsgstr "Plasser"\n' in text
    assert "# asked the secretariat\n" in text
    assert 'msgid "New"\nmsgstr ""\n' in text
    assert "Vacant" not in text
    assert "#~" not in text


def test_extract_touches_nothing_when_a_file_cannot_be_read(root):
    messages.extract(root)
    translate(root)
    before = po(root).read_bytes()
    write(root, "templates/page.html", "{% blocktranslate %}{% if x %}{% endblocktranslate %}")
    with pytest.raises(messages.Faults, match=r"page\.html: Translation blocks"):
        messages.extract(root)
    assert po(root).read_bytes() == before


def test_two_plurals_of_one_text_are_refused(root):
    write(root, "other.py", 'ngettext("%(count)s seat", "%(count)s chairs", n)')
    with pytest.raises(messages.Faults, match=r'"%\(count\)s seat" has another plural'):
        messages.collect(root)


def test_compile_writes_what_gettext_reads(root):
    messages.extract(root)
    translate(root, Seats="Plassar", May="mai")
    assert len(messages.compile_(root)) == 2
    with po(root, "nn").with_suffix(".mo").open("rb") as file:
        found = gettext.GNUTranslations(file)
    assert found.gettext("Seats") == "Plassar"
    assert found.pgettext("month", "May") == "mai"
    assert found.ngettext("One seat is vacant", "", 2) == "%(n)s seats are vacant"


def test_compile_is_repeatable_and_only_when_needed(root):
    messages.extract(root)
    translate(root)
    messages.compile_(root)
    target = po(root).with_suffix(".mo")
    before = target.read_bytes()
    assert messages.compile_(root) == []
    os.utime(target, (0, 0))
    assert messages.compile_(root) == ["src/samspill/locale/nb/LC_MESSAGES/django.mo: written"]
    assert target.read_bytes() == before


def test_check_is_content_with_a_full_translation(root, capsys):
    messages.extract(root)
    translate(root)
    assert messages.check(root) == []
    assert messages.main(["check", "--root", str(root)]) == 0
    assert "every text is translated" in capsys.readouterr().out


def test_check_names_what_is_missing_empty_fuzzy_or_gone(root, capsys):
    messages.extract(root)
    translate(root)
    replace(po(root), 'msgstr "Seats"', 'msgstr ""')
    replace(po(root), 'msgid "the seat"', '#, fuzzy\nmsgid "the seat"')
    write(root, "new.py", 'pgettext("board", "Chair")')
    replace(root / messages.SOURCE / "templates/page.html", "Old tag", "Newer tag")
    path = "src/samspill/locale/nb/LC_MESSAGES/django.po"
    faults = [fault for fault in messages.check(root) if "/nb/" in fault]
    assert sorted(faults) == [
        f'{path}: msgid "Old tag" is no longer in the source',
        f'{path}: msgid "Seats" has no translation',
        f'{path}: msgid "the seat" is marked as fuzzy',
        f'src/samspill/new.py: msgid "Chair" (context "board") is missing from {path}',
        f'src/samspill/templates/page.html: msgid "Newer tag" is missing from {path}',
    ]
    assert messages.main(["check", "--root", str(root)]) == 1
    assert 'msgid "Seats" has no translation' in capsys.readouterr().err


def test_check_finds_obsolete_entries_kept_as_comments(root):
    messages.extract(root)
    translate(root)
    with po(root).open("a", encoding="utf-8") as file:
        file.write('\n#~ msgid "Gone"\n#~ msgstr "Borte"\n')
    assert messages.check(root) == [
        'src/samspill/locale/nb/LC_MESSAGES/django.po: msgid "Gone" is no longer in the source'
    ]


def test_check_without_catalogues(root):
    assert [fault.split(": ")[1] for fault in messages.check(root)] == ["there is no such file"] * 2
    assert messages.main(["compile", "--root", str(root)]) == 1


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
    message = messages.Message(text, translation)
    assert bool(list(messages.faults_of(message))) is faulty


def test_extract_from_the_command_line(root, capsys):
    assert messages.main(["extract", "--root", str(root)]) == 0
    assert "nb/LC_MESSAGES/django.po: 15 texts, 15 without translation" in capsys.readouterr().out
