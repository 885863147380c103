"""The texts of the source, and which app's catalogue each belongs in."""

from __future__ import annotations

import ast
import io
import tokenize
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import Any

from babel.messages.catalog import Message
from babel.messages.extract import extract_python
from django.utils.translation.template import templatize

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
    for part in (code, *_within_f_strings(code)):
        for _, text in _calls(part):
            yield text


def _within_f_strings(code: str) -> Iterator[str]:
    """The calls for a translation in the braces of an f-string, which Babel reads as its text."""
    for joined in ast.walk(ast.parse(code)):
        if isinstance(joined, ast.JoinedStr):
            for node in ast.walk(joined):
                if isinstance(node, ast.Call) and getattr(node.func, "id", "") in KEYWORDS:
                    yield ast.unparse(node)


def texts_in_template(source: str) -> Iterator[Text]:
    """The texts that a Django template asks translations of."""
    code = templatize(source)
    # What is left of the markup is only blanks and letters, but its indentation is not Python's.
    code = "\n".join(line.lstrip() for line in code.split("\n"))
    for function, text in _calls(code):
        if function == "_" and "%" in text.singular:
            raise Faults(
                f'{shown(text)} has "%" inside _("…") in a template, which Django never finds '
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
        name = name_of(path, root)
        try:
            for text in read(path.read_text(encoding="utf-8")):
                known = texts.setdefault(text.key, text)
                if known.plural and text.plural and known.plural != text.plural:
                    faults.append(f"{name}: {shown(text)} has another plural in {known.files[0]}")
                known.plural = known.plural or text.plural
                known.files += [name] if name not in known.files else []
                known.comments += [line for line in text.comments if line not in known.comments]
        except (Faults, SyntaxError, tokenize.TokenError, UnicodeDecodeError) as error:
            faults.append(f"{name}: {error}")
    if faults:
        raise Faults(*faults)
    return sorted(texts.values(), key=_order)


def by_home(root: Path, texts: Iterable[Text]) -> dict[Path, list[Text]]:
    """The texts of each app, and of what is in none; a text that several use stands with each."""
    homes: dict[Path, list[Text]] = {}
    for text in texts:
        files: dict[Path, list[str]] = {}
        for name in text.files:
            files.setdefault(home_of(root, name), []).append(name)
        for home, names in files.items():
            homes.setdefault(home, []).append(replace(text, files=names))
    return {home: sorted(homes[home], key=_order) for home in sorted(homes)}


def home_of(root: Path, name: str) -> Path:
    """The folder of the app that a file of the source is in, or else of the whole package."""
    first = PurePosixPath(name).relative_to(SOURCE.as_posix()).parts[0]
    app = root / SOURCE / first
    return app if (app / "apps.py").exists() else root / SOURCE


def forms(texts: str | Iterable[str] | None) -> tuple[str, ...]:
    """A text, or its singular and plural."""
    return (texts or "",) if texts is None or isinstance(texts, str) else tuple(texts)


def shown(text: Text | Message) -> str:
    """A text as a line of a report names it."""
    line = " ".join(forms(text.id)[0].split())
    line = line if len(line) <= 70 else line[:69] + "…"
    context = f' (context "{text.context}")' if text.context else ""
    return f'msgid "{line}"{context}'


def name_of(path: Path, root: Path) -> str:
    """A path as a line of a report names it."""
    return path.relative_to(root).as_posix()


def _order(text: Text) -> tuple[str, str, str]:
    return (text.files[0], text.singular, text.context or "")
