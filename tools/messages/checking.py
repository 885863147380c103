"""What is wrong with the catalogues."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message

from tools.messages.catalogues import (
    LANGUAGES,
    catalogue_path,
    catalogues,
    is_translated,
    messages_of,
    read_catalogue,
)
from tools.messages.source import Key, Text, by_home, collect, forms, name_of, shown

# Everything that must be the same in a text and its translation: %% (a percent sign in a text that
# is filled in), %(name)s, %s and {name}. "%" and a space is left out: it is mostly "50 % of".
PLACEHOLDER = re.compile(
    r"%%|%\([^)]+\)[-#0+]*\d*(?:\.\d+)?[a-zA-Z]|%[sdifr]|(?<!\{)\{\w*(?:[!:.\[][^{}]*)?\}(?!\})"
)

Forms = tuple[str, ...]


def check(root: Path) -> list[str]:
    """Every fault of the catalogues, a line each."""
    homes = by_home(root, collect(root))
    faults = []
    for language in LANGUAGES:
        wanted = {catalogue_path(home, language): texts for home, texts in homes.items()}
        spare = [path for path in catalogues(root, language) if path not in wanted]
        faults += [f"{name_of(path, root)}: no text belongs in it" for path in spare]
        before: dict[Key, tuple[str, Forms]] = {}
        for path, texts in wanted.items():
            name = name_of(path, root)
            if not path.exists():
                faults.append(f"{name}: there is no such file")
                continue
            catalogue = read_catalogue(path, language)
            faults += faults_of_catalogue(name, catalogue, texts)
            faults += translated_otherwise(name, catalogue, before)
    return faults


def faults_of_catalogue(name: str, catalogue: Catalog, texts: Iterable[Text]) -> Iterator[str]:
    """What is wrong with a catalogue that is to have ``texts``."""
    wanted = {text.key: text for text in texts}
    messages = {_key(message): message for message in messages_of(catalogue)}
    for key, text in wanted.items():
        if key not in messages or forms(messages[key].id) != forms(text.id):
            yield f"{text.files[0]}: {shown(text)} is missing from {name}"
    obsolete = [message for key, message in messages.items() if key not in wanted]
    for message in [*catalogue.obsolete.values(), *obsolete]:
        yield f"{name}: {shown(message)} is no longer in the source"
    for key, message in messages.items():
        if key in wanted:
            yield from (f"{name}: {shown(message)} {fault}" for fault in faults_of(message))


def translated_otherwise(
    name: str, catalogue: Catalog, before: dict[Key, tuple[str, Forms]]
) -> Iterator[str]:
    """Texts that an earlier catalogue translates in another way; adds the others to ``before``.

    Django knows a text by its context and its words, whichever app asks, so only one would be seen.
    """
    for message in messages_of(catalogue):
        if not is_translated(message):
            continue
        here = forms(message.string)
        where, there = before.setdefault(_key(message), (name, here))
        if here != there:
            yield (
                f"{name}: {shown(message)} is translated otherwise in {where}; "
                "give it a context where it means something else"
            )


def faults_of(message: Message) -> Iterator[str]:
    """What is wrong with one translation."""
    if message.fuzzy:
        yield "is marked as fuzzy"
    if not is_translated(message):
        yield "has no translation"
        return
    originals = [_placeholders(form) for form in forms(message.id)]
    for index, form in enumerate(forms(message.string)):
        found = _placeholders(form)
        # The form for one may leave the number out ("one seat") or keep it, whatever English does.
        allowed = originals if index == 0 else originals[-1:]
        if found not in allowed:
            expected = ", ".join(sorted(allowed[0])) or "none"
            yield f"has other placeholders ({', '.join(sorted(found)) or 'none'}, not {expected})"


def _placeholders(text: str) -> set[str]:
    return set(PLACEHOLDER.findall(text))


def _key(message: Message) -> Key:
    return (message.context, forms(message.id)[0])
