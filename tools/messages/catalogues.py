"""The catalogues: one in each app for each language, and one beside them for what is in no app."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, generate_po, read_po

from tools.messages.source import SOURCE, Faults, Text, forms

LANGUAGES = ("nb", "nn")

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


def catalogue_path(home: Path, language: str) -> Path:
    """Where Django looks for the translations into a language of an app."""
    return home / "locale" / language / "LC_MESSAGES" / "django.po"


def catalogues(root: Path, language: str) -> list[Path]:
    """The catalogues that there are."""
    return sorted((root / SOURCE).rglob(f"locale/{language}/LC_MESSAGES/django.po"))


def read_catalogue(path: Path, language: str) -> Catalog:
    """A .po file, or an empty catalogue where there is none yet."""
    if not path.exists():
        return Catalog(locale=language)
    try:
        with path.open("rb") as file:
            return read_po(file, locale=language, abort_invalid=True)
    except (PoFileError, UnicodeDecodeError) as error:
        raise Faults(f"{path}: {error}") from error


def updated(language: str, texts: Iterable[Text], sources: Sequence[Catalog]) -> Catalog:
    """A catalogue of exactly ``texts``, each with the first translation that ``sources`` have."""
    new = Catalog(locale=language)
    for text in texts:
        before = _known(text, sources)
        string: str | list[str] | tuple[str, ...] | None = "" if text.plural is None else ("", "")
        new.add(
            text.id,
            string if before is None else before.string,
            locations=[(name, 0) for name in text.files],
            flags=["fuzzy"] if before is not None and before.fuzzy else [],
            auto_comments=text.comments,
            user_comments=before.user_comments if before is not None else [],
            context=text.context,
        )
    return new


def together(sources: Iterable[Catalog]) -> Catalog:
    """One catalogue of all; each text with its first translation."""
    sources = list(sources)
    texts = [_text(message) for source in sources for message in messages_of(source)]
    return updated(str(sources[0].locale), texts, sources)


def _text(message: Message) -> Text:
    singular, *plurals = forms(message.id)
    return Text(message.context, singular, plurals[0] if plurals else None)


def _known(text: Text, sources: Sequence[Catalog]) -> Message | None:
    """The first message that translates a text, or one that at least has a remark of it."""
    found = [source.get(text.singular, text.context) for source in sources]
    fit = [one for one in found if one and one.pluralizable == (text.plural is not None)]
    return next(filter(is_translated, fit), fit[0] if fit else None)


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


def messages_of(catalogue: Catalog) -> list[Message]:
    """The messages of a catalogue without its header."""
    return [message for message in catalogue if message.id]


def is_translated(message: Message) -> bool:
    """Whether each form of a message has a translation."""
    return all(form.strip() for form in forms(message.string))
