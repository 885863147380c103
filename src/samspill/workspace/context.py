"""The menu of the signed-in pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.messages import get_messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from samspill.common.actors import Actor


@dataclass(frozen=True)
class WorkLink:
    """An entry of the menu."""

    label: str
    url: str
    current: bool


def work(request: HttpRequest) -> dict[str, Any]:
    """The signed-in pages' menu and what was just said; nothing on a page that nobody acts on."""
    actor = getattr(request, "actor", None)
    if not isinstance(actor, Actor):
        return {}
    return {
        "work_nav": SimpleLazyObject(lambda: _menu(request, actor)),
        "messages": SimpleLazyObject(lambda: list(get_messages(request))),
    }


def _menu(request: HttpRequest, actor: Actor) -> list[WorkLink]:
    entries = [(_("My page"), "work:home")]
    if actor.roles:
        entries += [
            (_("Inbox"), "work:commitments:inbox"),
            (_("Commitments"), "work:commitments:commitments"),
            (_("Bodies"), "work:bodies:bodies"),
            (_("Agreements"), "work:documents:documents"),
            (_("Plans"), "work:plans:plans"),
            (_("People and roles"), "work:people:people"),
            (_("Registers"), "work:registers"),
        ]
    if actor.holds("secretariat"):
        entries.insert(1, (_("Needs attention"), "work:attention"))
        entries.append((_("Log"), "work:log"))
    return [
        WorkLink(label, reverse(name), _is_here(request.path, reverse(name), name))
        for label, name in entries
    ]


def _is_here(path: str, url: str, name: str) -> bool:
    return path == url if name == "work:home" else path.startswith(url)
