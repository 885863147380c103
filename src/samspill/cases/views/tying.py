"""Signed in: what a case is about, found by search and tied to it one by one."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samspill.cases import actions
from samspill.cases.models import Case, CaseLink
from samspill.cases.views.cases import at, crumbs
from samspill.common.actors import Actor
from samspill.common.models import today
from samspill.common.permissions import may, require, which
from samspill.common.ready import together
from samspill.common.sight import Sight
from samspill.common.ui import Crumb
from samspill.common.work import WorkRequest, get_or_404, work_page
from samspill.documents.models import Document, Edition, PatientGroup, ProvisionText
from samspill.parties.models import Party
from samspill.plans.models import Measure

SHOWN = 8
KINDS: dict[str, tuple[Any, Any, tuple[str, ...]]] = {
    "document": (gettext_lazy("Documents"), Document, ("title", "short_title")),
    "provision": (gettext_lazy("Provisions"), ProvisionText, ("heading", "number")),
    "measures": (gettext_lazy("Measures"), Measure, ("number", "text")),
    "parties": (gettext_lazy("Parties"), Party, ("name",)),
    "patient_groups": (gettext_lazy("Groups of patients"), PatientGroup, ("name",)),
    "follows": (gettext_lazy("Earlier cases"), Case, ("title", "numbers__written")),
}
"""What can be tied, by kind: its label, its model, and the fields that are searched."""


class Named(NamedTuple):
    """One thing in a list."""

    pk: int
    name: str


@work_page
def tie(request: WorkRequest, slug: str) -> HttpResponse:
    """``…/gjelder/?q=``: searches; sent to, it ties one to the case or takes it away."""
    found = get_or_404(request.actor, Case.objects.all(), slug=slug)
    require(request.actor, "change" if may(request.actor, "change", found) else "complete", found)
    q = request.GET.get("q", "").strip()[:100]
    if request.method == "POST":
        return _done(request, found, q)
    context = {
        "case": found,
        "crumbs": crumbs(Crumb(found.title, at(found))),
        "q": q,
        "found": _hits(request, found, q) if q else [],
        "tied": _tied(request.actor, found),
    }
    return render(request, "cases/tie.html", context)


def _every(request: WorkRequest, kind: str) -> QuerySet[Any]:
    """What may be tied of a kind, as far as the user may see it; of provisions those in force."""
    model = KINDS[kind][1]
    seen: QuerySet[Any] = which(request.actor, model.objects.all())
    if kind == "provision":
        in_force = Edition.objects.in_force_on(today()).order_by().values("pk")
        seen = seen.filter(edition__in=in_force).select_related("edition__document", "provision")
    if kind == "measures":
        seen = seen.select_related("edition__plan")
    return seen


def _hits(request: WorkRequest, case: Case, q: str) -> list[tuple[Any, str, list[Named]]]:
    asked = {}
    for kind, (_label, _model, fields) in KINDS.items():
        fits = Q()
        for field in fields:
            fits |= Q(**{f"{field}__icontains": q})
        every = _every(request, kind).filter(fits)
        asked[kind] = (every.exclude(pk=case.pk) if kind == "follows" else every)[:SHOWN]
    read = together(**asked)
    return [
        (KINDS[kind][0], kind, list(dict.fromkeys(Named(one.pk, _name(one)) for one in rows)))
        for kind, rows in read.items()
        if rows
    ]


def _name(record: Any) -> str:
    if isinstance(record, ProvisionText):
        return f"{record.edition.document.label}: {record}"
    return str(getattr(record, "label", "") or record)


def _tied(actor: Actor, case: Case) -> list[tuple[str, Named]]:
    lists = {name: getattr(case, name).all() for name in actions.LISTS}
    lists["measures"] = lists["measures"].select_related("edition__plan")
    links = CaseLink.objects.filter(case=case).select_related("document", "provision")
    read = together(link=links, **lists)
    sight = Sight(actor)
    found = []
    for kind, rows in read.items():
        for one in rows:
            named = one.document if isinstance(one, CaseLink) else one
            is_seen = sight.reaches(named)
            told = _of_link(one) if isinstance(one, CaseLink) else _name(one)
            found.append((kind, Named(one.pk, told if is_seen else sight.name_of(named))))
    return found


def _of_link(link: CaseLink) -> str:
    parts = [link.document.label, str(link.provision) if link.provision else ""]
    return ", ".join(filter(None, parts))


def _done(request: WorkRequest, case: Case, q: str) -> HttpResponse:
    back = reverse("work:cases:tie", args=[case.slug])
    kind, key = request.POST.get("kind", ""), request.POST.get("record", "")
    is_away = request.POST.get("do") == "untie"
    record = _record(request, case, kind, key, is_away=is_away)
    if record is None:
        messages.error(request, _("Nothing was chosen. Nothing is saved."))
        return HttpResponseRedirect(back)
    act = actions.untie if is_away else actions.tie
    try:
        act(by=request.actor, case=case, kind=kind, record=record)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(request, _("Taken away.") if is_away else _("It is tied to the case."))
    return HttpResponseRedirect(f"{back}?{urlencode({'q': q})}" if q else back)


def _record(request: WorkRequest, case: Case, kind: str, key: str, *, is_away: bool) -> Any:
    if not (key.isascii() and key.isdigit() and len(key) < 19):
        return None
    if is_away:
        return _tied_one(case, kind, key)
    if kind not in KINDS:
        return None
    found = _every(request, kind).filter(pk=key).first()
    return found.provision if isinstance(found, ProvisionText) else found


def _tied_one(case: Case, kind: str, key: str) -> Any:
    """What is to be taken away: a link of the case, or one in its lists."""
    if kind == "link":
        return CaseLink.objects.filter(case=case, pk=key).first()
    if kind in actions.LISTS:
        return getattr(case, kind).filter(pk=key).first()
    return None
