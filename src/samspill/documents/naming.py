"""What a document is called: said once, for records and for rows of a list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from django.utils.translation import gettext as _


class Called(Protocol):
    """What the names of a document are made of."""

    @property
    def number(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def short_title(self) -> str: ...
    @property
    def kind_name(self) -> str: ...


def title_of(one: Called) -> str:
    """Its title; of one that has none, what it is: "Særavtale uten tittel"."""
    return one.title or _("%(kind)s without a title") % {"kind": one.kind_name}


def label_of(one: Called) -> str:
    """Its name, with kind and number where it has a number: "Retningslinje 1: …"."""
    if not one.number:
        return title_of(one)
    return f"{numbered_of(one)}: {one.title}" if one.title else numbered_of(one)


def short_label_of(one: Called) -> str:
    """A short name for links and crumbs."""
    return one.short_title or label_of(one)


def numbered_of(one: Called) -> str:
    """Kind and number ("Retningslinje 1") where it has a number, else its short name."""
    return f"{one.kind_name} {one.number}" if one.number else short_label_of(one)


def told_apart(several: Sequence[Called]) -> list[str]:
    """What each is called by its number; by its short name where another has the same number."""
    numbered = [numbered_of(one) for one in several]
    return [
        short_label_of(one) if numbered.count(name) > 1 else name
        for one, name in zip(several, numbered, strict=True)
    ]


class DocumentNamed(NamedTuple):
    """A document as a row: its place in an address, and what it is named by."""

    slug: str
    number: str
    title: str
    short_title: str
    kind_name: str


def naming(document: str = "") -> tuple[str, ...]:
    """The fields of a :class:`DocumentNamed`, in its order.

    Args:
        document: from the row to the document, in the ORM's words ("target__").
    """
    fields = ("slug", "number", "title", "short_title", "kind__name")
    return tuple(f"{document}{one}" for one in fields)


class DocumentShown(NamedTuple):
    """A document in a list, with what it is about; read by the fields of :data:`SHOWN`."""

    slug: str
    number: str
    title: str
    short_title: str
    kind_name: str
    role: str
    summary: str

    @property
    def label(self) -> str:
        return label_of(self)

    @property
    def plain_title(self) -> str:
        return title_of(self)


SHOWN = (*naming(), "kind__role", "summary")
