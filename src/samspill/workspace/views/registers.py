"""The registers in the browser: list, record, add, change, end and remove, history, to XLSX."""

from __future__ import annotations

from functools import partial
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.db import models
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from samspill.common import actions
from samspill.common.choices import read_chosen
from samspill.common.editing import Danger, edited
from samspill.common.forms import EndForm, RecordForm, record_form, why
from samspill.common.house import on_shelves, registers
from samspill.common.labels import with_names
from samspill.common.models import AuditEntry, DatedRecord, today
from samspill.common.panels import parts_of
from samspill.common.permissions import may, require, which
from samspill.common.registers import Register
from samspill.common.sight import Sight
from samspill.common.ui import Crumb
from samspill.common.undoing import in_the_way
from samspill.common.work import WorkRequest, get_or_404, work_page
from samspill.parties.models import Party
from samspill.workspace.listing import (
    ListColumn,
    RecordsUnder,
    cells,
    columns_of,
    relations_among,
    sections_under,
)
from samspill.workspace.sheets import as_xlsx

PAGE = 50
OTHER_DOCUMENT = {"target_provision": "target", "predecessor_provision": "predecessor"}


def _register(slug: str) -> Register:
    found = registers().get(slug)
    if found is None:
        raise Http404("no such register")
    return found


def _objects(kind: Register) -> models.QuerySet[Any]:
    """Its records, each with all that its page shows the name of."""
    shown = relations_among(kind, (kind.parent, *kind.form_fields))
    return with_names(kind.model._default_manager.all(), *shown)


@work_page
def shelves(request: WorkRequest) -> HttpResponse:
    """``/arbeid/register/``: all registers, by what they are about."""
    found = [(shelf.name, standing) for shelf, standing in on_shelves()]
    may_change = may(request.actor, "change", request.partnership)
    context = {
        "shelves": found,
        "parts": parts_of(request, "work:registers"),
        "may_change": may_change,
    }
    return render(request, "workspace/registers.html", context)


@work_page
def listed(request: WorkRequest, register: str) -> HttpResponse:
    """``/arbeid/register/<register>/``: its records; filters stay in the address."""
    kind = _register(register)
    if kind.parent:
        raise Http404("no list of its own")
    found, sight = _filtered(request, kind), Sight(request.actor)
    if request.GET.get("som") == "xlsx":
        return as_xlsx(kind, found, sight)
    page = Paginator(found, PAGE).get_page(request.GET.get("side"))
    rows = [(record, cells(kind, record, sight)) for record in page.object_list]
    query = request.GET.copy()
    query.pop("side", None)
    may_add = may(request.actor, "change", kind.model(partnership=request.partnership))
    context = {
        "register": kind,
        "columns": columns_of(kind),
        "rows": rows,
        "page": page,
        "query": query.urlencode(),
        "asked": request.GET.get("q", ""),
        "when": request.GET.get("naar", ""),
        "may_add": may_add,
        "may_end": may_add and kind.is_dated,
        "parts": parts_of(request, f"work:register:{kind.slug}"),
    }
    return render(request, "workspace/register.html", context)


def _filtered(request: WorkRequest, kind: Register) -> models.QuerySet[Any]:
    objects: models.QuerySet[Any] = kind.model._default_manager.all()
    found: Any = which(request.actor, with_names(objects, *relations_among(kind, kind.columns)))
    asked = request.GET.get("q", "").strip()[:100]
    if asked and kind.asked:
        wanted = Q()
        for name in kind.asked:
            wanted |= Q(**{f"{name}__icontains": asked})
        found = found.filter(wanted)
    if kind.is_dated and request.GET.get("naar", "") == "":
        found = found.on(today())
    return found


@work_page
def record(request: WorkRequest, register: str, pk: int) -> HttpResponse:
    """``/arbeid/register/<register>/<pk>/``: its facts, what hangs under it, its history."""
    kind = _register(register)
    found = get_or_404(request.actor, _objects(kind), pk=pk)
    read_chosen(found)
    history = which(request.actor, AuditEntry.objects.filter(object_id=pk))
    entries = list(history.filter(model=found._meta.label_lower)[:20])
    may_change = may(request.actor, "change", found)
    context = {
        "register": kind,
        "record": found,
        "facts": [ListColumn(c.label, text) for c, text in _facts(request, kind, found)],
        "sections": [
            _with_add(request, s, found) for s in sections_under(request.actor, kind, found)
        ],
        "may_change": may_change,
        "parts": parts_of(request, f"work:record:{kind.slug}", found),
        "is_dated": isinstance(found, DatedRecord),
        "history": entries,
        "may_undo": may_change and not in_the_way(entries[:1]),
        "above": _above(kind, found),
    }
    return render(request, "workspace/record.html", context)


def _facts(
    request: WorkRequest, kind: Register, found: models.Model
) -> list[tuple[ListColumn, str]]:
    columns = columns_of(kind, kind.form_fields)
    texts = cells(kind, found, Sight(request.actor), kind.form_fields)
    return [(column, text) for column, text in zip(columns, texts, strict=True) if text]


def _with_add(request: WorkRequest, section: RecordsUnder, parent: models.Model) -> RecordsUnder:
    register = section.register
    blank = register.model(
        partnership=request.partnership,
        **{register.parent: parent},
    )
    section.may_add = may(request.actor, "change", blank)
    return section


def _above(kind: Register, found: models.Model) -> tuple[Register, models.Model] | None:
    if not kind.parent:
        return None
    parent = getattr(found, kind.parent)
    for register in registers().values():
        if register.model is type(parent):
            return register, parent
    return None


@work_page
def add(request: WorkRequest, register: str, parent: int | None = None) -> HttpResponse:
    """``/arbeid/register/<register>/ny/`` and ``…/ny/<parent>/``: a new record."""
    kind = _register(register)
    blank = kind.model(partnership=request.partnership)
    if kind.parent:
        above = kind.model._meta.get_field(kind.parent).related_model
        found = get_or_404(request.actor, above._default_manager.all(), pk=parent)  # type: ignore
        setattr(blank, kind.parent, found)
    if "party" in kind.fields and request.GET.get("party", "").isdecimal():
        about = get_or_404(request.actor, Party.objects.all(), pk=int(request.GET["party"]))
        blank.party = about  # type: ignore[attr-defined]
    require(request.actor, "change", blank)
    return _edit(request, kind, blank)


@work_page
def change(request: WorkRequest, register: str, pk: int) -> HttpResponse:
    """``/arbeid/register/<register>/<pk>/endre/``."""
    kind = _register(register)
    found = get_or_404(request.actor, _objects(kind), pk=pk)
    require(request.actor, "change", found)
    return _edit(request, kind, found)


def _crumbs(kind: Register, record: models.Model) -> list[Crumb]:
    """The way to what is done with a record: over what it hangs under, or its register."""
    crumbs = [Crumb(_("Registers"), reverse("work:registers"))]
    if above := _above(kind, record):
        crumbs.append(Crumb(str(above[1]), record_url(above)))
    else:
        crumbs.append(Crumb(str(kind.many), reverse("work:register", args=[kind.slug])))
    if record.pk is not None:
        crumbs.append(Crumb(str(record), record_url((kind, record))))
    return crumbs


def _edit(request: WorkRequest, kind: Register, record: models.Model) -> HttpResponse:
    # A new record cannot say yet what it is called.
    is_new = record.pk is None
    title = (
        _("New %(one)s") % {"one": kind.one} if is_new else _("Change %(what)s") % {"what": record}
    )

    def write(valid: RecordForm) -> models.Model:
        many = {f.name: valid.cleaned_data[f.name] for f in _many(kind) if f.name in valid.fields}
        written = actions.save(
            by=request.actor, record=valid.instance, version=valid.cleaned_data["version"]
        )
        for name, chosen in many.items():
            actions.set_many(by=request.actor, record=written, field=name, chosen=chosen)
        valid.written(by=request.actor, record=written)
        return written

    return edited(
        request,
        partial(_form, request, kind, record),
        title=title,
        crumbs=_crumbs(kind, record),
        write=write,
        done=lambda written: record_url(_home_of(kind, written)),
    )


def _many(kind: Register) -> list[Any]:
    return list(kind.model._meta.many_to_many)


def _form(request: WorkRequest, kind: Register, record: models.Model, **given: Any) -> RecordForm:
    base = kind.form or RecordForm
    form = record_form(kind.model, kind.form_fields, base=base)(**given, instance=record)
    for name, field in form.fields.items():
        if isinstance(field, forms.ModelChoiceField):
            _narrow(kind, name, field, record, request)
    form.only_own(request.actor)
    return form


def _narrow(
    kind: Register, name: str, field: Any, record: models.Model, request: WorkRequest
) -> None:
    """A choice among what belongs under the same parent, where the choice is of such things."""
    related = field.queryset.model
    under = {f.name for f in related._meta.fields if f.related_model is kind.above}
    if name in OTHER_DOCUMENT:
        other = OTHER_DOCUMENT[name]
        typed: Any = request.POST or request.kept or {}
        chosen = typed.get(other) or getattr(record, f"{other}_id")
        of_it = Q(document=chosen if str(chosen).isdecimal() else None)
        kept = str(request.kept.get(name)) if request.kept else ""
        # What was chosen when the session ended stands there again, whatever document it is of.
        of_it |= Q(pk=kept if kept.isdecimal() and not request.POST else None)
        field.queryset = field.queryset.filter(of_it)
    elif kind.parent in under and related is not kind.model:
        field.queryset = field.queryset.filter(**{kind.parent: getattr(record, kind.parent)})
    if related is kind.model and record.pk is not None:
        field.queryset = field.queryset.exclude(pk=record.pk)
    if name in kind.offers:
        field.queryset = kind.offers[name](request.actor, record)
    field.queryset = which(request.actor, field.queryset)


def _home_of(kind: Register, written: models.Model) -> tuple[Register, models.Model]:
    """Where to go after writing: to the record, or to what it hangs under."""
    return _above(kind, written) or (kind, written)


def record_url(home: tuple[Register, models.Model]) -> str:
    """The address of a record's page."""
    return reverse("work:record", args=[home[0].slug, home[1].pk])


@work_page
def end(request: WorkRequest, register: str, pk: int) -> HttpResponse:
    """``/arbeid/register/<register>/<pk>/avslutt/``: it holds no longer than to a day."""
    kind = _register(register)
    found = get_or_404(request.actor, _objects(kind), pk=pk)
    require(request.actor, "change", found)
    if not isinstance(found, DatedRecord):
        raise Http404("has no period")
    record: DatedRecord = found

    def write(valid: EndForm) -> models.Model:
        valid.end(record)
        written = actions.save(
            by=request.actor,
            record=record,
            action="end",
            reason=valid.cleaned_data["reason"],
            version=valid.cleaned_data["version"],
        )
        valid.written(by=request.actor, record=written)
        return written

    ending: Any = kind.end_form or EndForm
    return edited(
        request,
        partial(ending, record=record),
        title=_("End %(what)s") % {"what": record},
        lead=_("It stays in the history, and shows on every page about a day when it held."),
        crumbs=_crumbs(kind, record),
        button=_("End"),
        write=write,
        done=record_url(_home_of(kind, record)),
        said=_("Ended."),
    )


class RemoveForm(forms.Form):
    """Why a record is taken away."""

    reason = why()


@work_page
def remove(request: WorkRequest, register: str, pk: int) -> HttpResponse:
    """``/arbeid/register/<register>/<pk>/fjern/``: takes away what was entered by mistake."""
    kind = _register(register)
    found = get_or_404(request.actor, _objects(kind), pk=pk)
    require(request.actor, "change", found)
    above = _above(kind, found)

    def write(valid: RemoveForm) -> None:
        actions.remove(by=request.actor, record=found, reason=valid.cleaned_data["reason"])

    return edited(
        request,
        RemoveForm,
        title=_("Remove %(what)s?") % {"what": found},
        lead=_("Remove only what was entered by mistake. What has held and holds no more is ended "
               "instead, so that the history is true."),
        crumbs=_crumbs(kind, found),
        button=Danger(_("Remove")),
        write=write,
        done=record_url(above) if above else reverse("work:register", args=[kind.slug]),
        said=_("Removed."),
    )  # fmt: skip
