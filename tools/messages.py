"""Keep the translations of the user interface in step with the source, without GNU gettext.

    python -m tools.messages extract   update both .po files from the source
    python -m tools.messages compile   write the .mo files that Django reads
    python -m tools.messages check     list everything that is not translated as it should be

The texts in the source are English and need no catalogue. Django's ``makemessages`` calls xgettext
and msgfmt, which few machines have; this does the same with Babel and with Django's own reading of
templates, so that the texts are exactly those that Django asks for when a page is shown.
"""

from __future__ import annotations

import argparse
import datetime
import io
import re
import sys
import tokenize
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, generate_po, read_po
from django.utils.translation.template import templatize

LANGUAGES = ("nb", "nn")
SOURCE = Path("src/samspill")
TEMPLATE_SUFFIXES = {".html", ".md", ".svg", ".txt", ".typ", ".xml"}
KEYWORDS = dict.fromkeys(
    [
        "_",
        "gettext",
        "gettext_lazy",
        "gettext_noop",
        "ngettext",
        "ngettext_lazy",
        "pgettext",
        "pgettext_lazy",
        "npgettext",
        "npgettext_lazy",
    ]
)
COMMENT_TAGS = ["Translators"]

# Everything that must be the same in a text and its translation: %% (a percent sign in a text that
# is filled in), %(name)s, %s and {name}. "%" and a space is left out: it is mostly "50 % of".
PLACEHOLDER = re.compile(
    r"%%|%\([^)]+\)[-#0+]*\d*(?:\.\d+)?[a-zA-Z]|%[sdifr]|(?<!\{)\{\w*(?:[!:.\[][^{}]*)?\}(?!\})"
)

# No dates and no version of Babel: the files change only when a text does.
HEADER = """\
msgid ""
msgstr ""
"Language: {language}\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"""

Key = tuple[str | None, str]


class Faults(Exception):
    """The source or a catalogue cannot be used; each argument is a line that says why."""


@dataclass
class Text:
    """One text in the source; in the catalogues it is known by its context and its singular."""

    context: str | None
    singular: str
    plural: str | None = None
    files: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)

    @property
    def key(self) -> Key:
        """What Django looks the text up by."""
        return (self.context, self.singular)

    @property
    def id(self) -> str | tuple[str, str]:
        """The text as Babel wants it."""
        return self.singular if self.plural is None else (self.singular, self.plural)


def texts_in_python(code: str) -> Iterator[Text]:
    """The texts that Python source asks translations of."""
    for _, text in _calls(code):
        yield text


def texts_in_template(source: str) -> Iterator[Text]:
    """The texts that a Django template asks translations of."""
    code = templatize(source)
    # What is left of the markup is only blanks and letters, but its indentation is not Python's.
    code = "\n".join(line.lstrip() for line in code.split("\n"))
    for function, text in _calls(code):
        if function == "_" and "%" in text.singular:
            raise Faults(
                f'{_shown(text)} has "%" inside _("…") in a template, which Django never finds '
                "a translation of; use {% translate … as name %}"
            )
        yield text


def _calls(code: str) -> Iterator[tuple[str, Text]]:
    """Each call that asks for a translation, by the function's name; texts in variables are not."""
    # Babel's annotation of what this gives has the parts in another order than its code.
    found: Any = extract_python(io.BytesIO(code.encode()), KEYWORDS, COMMENT_TAGS, {})
    for _, function, arguments, comments in found:
        parts = list(arguments) if isinstance(arguments, tuple) else [arguments]
        plain = function.removesuffix("_lazy").removesuffix("_noop")
        context = parts.pop(0) if "p" in plain else None
        wanted = 2 if plain.startswith("n") else 1
        given = parts[:wanted]
        if len(given) < wanted or not all(given) or ("p" in plain and not context):
            continue
        plural = given[1] if wanted == 2 else None
        yield function, Text(context, given[0], plural, comments=comments)


def collect(root: Path) -> list[Text]:
    """All texts of the source below ``root``, in order of the first file they stand in."""
    texts: dict[Key, Text] = {}
    faults = []
    for path in sorted((root / SOURCE).rglob("*")):
        read: Callable[[str], Iterator[Text]]
        if path.suffix == ".py":
            read = texts_in_python
        elif path.suffix in TEMPLATE_SUFFIXES and "templates" in path.relative_to(root).parts:
            read = texts_in_template
        else:
            continue
        name = path.relative_to(root).as_posix()
        try:
            for text in read(path.read_text(encoding="utf-8")):
                known = texts.setdefault(text.key, text)
                if known.plural and text.plural and known.plural != text.plural:
                    faults.append(f"{name}: {_shown(text)} has another plural in {known.files[0]}")
                known.plural = known.plural or text.plural
                known.files += [name] if name not in known.files else []
                known.comments += [line for line in text.comments if line not in known.comments]
        except (Faults, SyntaxError, tokenize.TokenError, UnicodeDecodeError) as error:
            faults.append(f"{name}: {error}")
    if faults:
        raise Faults(*faults)
    return sorted(
        texts.values(), key=lambda text: (text.files[0], text.singular, text.context or "")
    )


def catalogue_path(root: Path, language: str) -> Path:
    """Where the translations into a language are kept."""
    return root / SOURCE / "locale" / language / "LC_MESSAGES" / "django.po"


def read_catalogue(path: Path, language: str) -> Catalog:
    """A .po file, or an empty catalogue where there is none yet."""
    if not path.exists():
        return Catalog(locale=language)
    try:
        with path.open("rb") as file:
            return read_po(file, locale=language, abort_invalid=True)
    except (PoFileError, UnicodeDecodeError) as error:
        raise Faults(f"{path}: {error}") from error


def updated(old: Catalog, texts: Iterable[Text]) -> Catalog:
    """A catalogue of exactly ``texts``, with the translations that ``old`` has of them."""
    new = Catalog(locale=old.locale)
    for text in texts:
        before = old.get(text.singular, text.context)
        string: str | list[str] | tuple[str, ...] | None = "" if text.plural is None else ("", "")
        if before is not None and before.pluralizable == (text.plural is not None):
            string = before.string
        new.add(
            text.id,
            string,
            locations=[(name, 0) for name in text.files],
            flags=["fuzzy"] if before is not None and before.fuzzy else [],
            auto_comments=text.comments,
            user_comments=before.user_comments if before is not None else [],
            context=text.context,
        )
    return new


def as_po(catalogue: Catalog, language: str) -> str:
    """The text of a .po file."""
    lines = generate_po(
        catalogue, omit_header=True, ignore_obsolete=True, include_lineno=False, width=100
    )
    return (HEADER.format(language=language) + "\n" + "".join(lines)).rstrip("\n") + "\n"


def as_mo(catalogue: Catalog) -> bytes:
    """The bytes of a .mo file, the same for the same translations."""
    # Babel writes the time into the header when it finds no other.
    catalogue.creation_date = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)
    catalogue.revision_date = catalogue.creation_date
    file = io.BytesIO()
    write_mo(file, catalogue)
    return file.getvalue()


def extract(root: Path) -> list[str]:
    """Update the catalogues; says what came out of it."""
    texts = collect(root)
    report = []
    for language in LANGUAGES:
        path = catalogue_path(root, language)
        old = read_catalogue(path, language)
        new = updated(old, texts)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(as_po(new, language), encoding="utf-8", newline="\n")
        missing = sum(not _is_translated(message) for message in _messages(new))
        report.append(f"{_name(path, root)}: {len(texts)} texts, {missing} without translation")
    return report


def compile_(root: Path) -> list[str]:
    """Write the .mo files that are older than their .po file; says which."""
    report = []
    for language in LANGUAGES:
        source = catalogue_path(root, language)
        if not source.exists():
            raise Faults(f"{_name(source, root)}: there is no such file")
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        target.write_bytes(as_mo(read_catalogue(source, language)))
        report.append(f"{_name(target, root)}: written")
    return report


def check(root: Path) -> list[str]:
    """Every fault of the catalogues, a line each."""
    texts = {text.key: text for text in collect(root)}
    faults = []
    for language in LANGUAGES:
        path = catalogue_path(root, language)
        name = _name(path, root)
        if not path.exists():
            faults.append(f"{name}: there is no such file")
            continue
        catalogue = read_catalogue(path, language)
        messages = {(m.context, _forms(m.id)[0]): m for m in _messages(catalogue)}
        faults += [
            f"{text.files[0]}: {_shown(text)} is missing from {name}"
            for key, text in texts.items()
            if key not in messages or _forms(messages[key].id) != _forms(text.id)
        ]
        obsolete = [*catalogue.obsolete.values()]
        obsolete += [message for key, message in messages.items() if key not in texts]
        faults += [f"{name}: {_shown(message)} is no longer in the source" for message in obsolete]
        for key, message in messages.items():
            if key in texts:
                faults += [f"{name}: {_shown(message)} {fault}" for fault in faults_of(message)]
    return faults


def faults_of(message: Message) -> Iterator[str]:
    """What is wrong with one translation."""
    if message.fuzzy:
        yield "is marked as fuzzy"
    if not _is_translated(message):
        yield "has no translation"
        return
    originals = [_placeholders(form) for form in _forms(message.id)]
    for index, form in enumerate(_forms(message.string)):
        found = _placeholders(form)
        # The form for one may leave the number out ("one seat") or keep it, whatever English does.
        allowed = originals if index == 0 else originals[-1:]
        if found not in allowed:
            expected = ", ".join(sorted(allowed[0])) or "none"
            yield f"has other placeholders ({', '.join(sorted(found)) or 'none'}, not {expected})"


def _placeholders(text: str) -> set[str]:
    return set(PLACEHOLDER.findall(text))


def _messages(catalogue: Catalog) -> list[Message]:
    """The messages of a catalogue without its header."""
    return [message for message in catalogue if message.id]


def _forms(texts: str | Iterable[str] | None) -> tuple[str, ...]:
    return (texts or "",) if texts is None or isinstance(texts, str) else tuple(texts)


def _is_translated(message: Message) -> bool:
    return all(form.strip() for form in _forms(message.string))


def _shown(text: Text | Message) -> str:
    shown = " ".join(_forms(text.id)[0].split())
    shown = shown if len(shown) <= 70 else shown[:69] + "…"
    context = f' (context "{text.context}")' if text.context else ""
    return f'msgid "{shown}"{context}'


def _name(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix()


def main(arguments: list[str] | None = None) -> int:
    """The command line; 1 when something is wrong."""
    parser = argparse.ArgumentParser(prog="messages")
    parser.add_argument("command", choices=["extract", "compile", "check"])
    parser.add_argument("--root", type=Path, default=Path(__file__).resolve().parents[1])
    options = parser.parse_args(arguments)
    root = options.root.resolve()
    try:
        if options.command == "check":
            faults = check(root)
            if faults:
                raise Faults(*faults)
            report = ["every text is translated"]
        else:
            report = {"extract": extract, "compile": compile_}[options.command](root)
    except Faults as error:
        print("\n".join(error.args), file=sys.stderr)
        return 1
    print("\n".join(report) or "nothing to do")
    return 0


if __name__ == "__main__":
    sys.exit(main())
