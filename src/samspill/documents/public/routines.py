"""The routines in force, under what they carry out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from samspill.common.public.page import PublicRequest, page_url, page_urls, public_page
from samspill.common.ready import ready_together
from samspill.common.ui import Crumb
from samspill.documents.models import DocumentKind, Reference
from samspill.documents.naming import (
    SHOWN,
    DocumentNamed,
    DocumentShown,
    label_of,
    naming,
    short_label_of,
)
from samspill.documents.standing import public_in_force_on, roles_not_known_on


class Routine(NamedTuple):
    """A routine in the list."""

    title: str
    url: str
    summary: str


@dataclass(frozen=True)
class RoutineGroup:
    """What is carried out, and the routines that do it."""

    slug: str
    label: str
    short_label: str
    url: str
    routines: list[Routine] = field(default_factory=list)


@public_page(made_from=("documents",))
def routines(request: PublicRequest) -> HttpResponse:
    """``/rutiner/``: the routines in force, under the guidelines that they carry out."""
    url, read = page_urls(request, "document"), _read(date=request.as_of.date)
    shown = {pk: DocumentShown._make(row) for pk, *row in read["routines"]}
    listed = {pk: Routine(one.plain_title, url(one.slug), one.summary) for pk, one in shown.items()}
    groups: dict[int, RoutineGroup] = {}
    under: dict[int, set[int]] = {}
    for document, target, *row in sorted(read["carried_out"], key=lambda row: row[2:5]):
        named = DocumentNamed._make(row[2:])
        group = RoutineGroup(named.slug, label_of(named), short_label_of(named), url(named.slug))
        groups.setdefault(target, group)
        under.setdefault(target, set()).add(document)
    for target, group in groups.items():
        group.routines.extend(one for pk, one in listed.items() if pk in under[target])
    placed = set().union(*under.values())
    context = {
        "crumbs": [Crumb(_("Front page"), page_url(request, "home")), Crumb(_("Routines"))],
        "groups": groups.values(),
        "others": [one for pk, one in listed.items() if pk not in placed],
        "count": len(listed),
        "not_known": set() if listed else roles_not_known_on(request.as_of.date),
    }
    return render(request, "documents/public/routines.html", context)


@ready_together
def _read(date: Any) -> dict[str, QuerySet]:
    in_force = public_in_force_on(date)
    listed = in_force.filter(kind__role=DocumentKind.Role.ROUTINE)
    carried_out = Reference.objects.filter(
        document__in=listed.order_by(), target__in=in_force, kind=Reference.Kind.IMPLEMENTS
    )
    place = ("target__kind__order", "target__order")
    return {
        "routines": listed.order_by("kind__order", "order", "slug").values_list("pk", *SHOWN),
        "carried_out": carried_out.values_list("document", "target", *place, *naming("target__")),
    }
