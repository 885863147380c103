"""Signed in: documents and their editions, drafts, preview, publishing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samspill.common import audit
from samspill.common.editing import edited
from samspill.common.models import today
from samspill.common.permissions import changeable, may, require, which
from samspill.common.ready import together
from samspill.common.ui import Crumb
from samspill.common.work import WorkRequest, get_or_404, work_page
from samspill.documents import actions
from samspill.documents.contents import contents, flat
from samspill.documents.forms import NewEditionForm, PublishForm
from samspill.documents.models import Document, Edition, EditionStatus

PAGE = 50


@work_page
def documents(request: WorkRequest) -> HttpResponse:
    """``/arbeid/avtaler/``: the documents that the reader may see, with their editions."""
    found = which(request.actor, Document.objects.all()).order_by("kind__order", "order", "slug")
    asked = request.GET.get("q", "").strip()[:100]
    if asked:
        found = found.filter(title__icontains=asked)
    context = {
        "page": Paginator(found.select_related("kind"), PAGE).get_page(request.GET.get("side")),
        "asked": asked,
        "may_add": may(request.actor, "change", Document(partnership=request.partnership)),
    }
    return render(request, "documents/work_documents.html", context)


@work_page
def document(request: WorkRequest, slug: str) -> HttpResponse:
    """``/arbeid/avtaler/<slug>/``: its editions, and what can be done with each."""
    found = get_or_404(request.actor, Document.objects.select_related("kind"), slug=slug)
    editions = Edition.objects.filter(document=found)
    read = together(
        seen=which(request.actor, editions), changed=changeable(request.actor, editions)
    )
    may_draft = may(request.actor, "draft", found)
    start = start_of([one for one in read["seen"] if one.has_text]) if may_draft else None
    context = {
        "document": found,
        "editions": [(e, e.pk in read["changed"]) for e in reversed(read["seen"])],
        "may_change": may(request.actor, "change", found),
        "may_draft": may_draft,
        "start": start,
        "free_name": actions.free_name(found) if may_draft else "",
    }
    return render(request, "documents/work_document.html", context)


def crumbs_to(document: Document, edition: Edition | None = None, anchor: str = "") -> list[Crumb]:
    """The way to what is done with a document, or with one of its editions."""
    crumbs = [
        Crumb(_("Agreements"), reverse("work:documents:documents")),
        Crumb(document.label, reverse("work:documents:document", args=[document.slug])),
    ]
    if edition is not None:
        crumbs.append(Crumb(edition.name, back_to(document.slug, edition.slug, anchor)))
    return crumbs


def start_of(editions: Sequence[Edition]) -> Edition | None:
    """What a new edition begins with when nothing else is said: what is in force, else the last."""
    in_force = [one for one in editions if one.is_in_force_on(today())]
    return next(iter(in_force or reversed(editions)), None)


@work_page
def new_edition(request: WorkRequest, slug: str) -> HttpResponse:
    """``/arbeid/avtaler/<slug>/ny-utgave/``: a draft, from an edition or empty."""
    documents = Document.objects.select_related("kind", "partnership")
    found = get_or_404(request.actor, documents, slug=slug)
    require(request.actor, "draft", found)
    editions = which(request.actor, Edition.objects.filter(document=found, has_text=True))
    initial = {"based_on": start_of(list(editions)), "label": actions.free_name(found)}

    def write(valid: NewEditionForm) -> Edition:
        return actions.new_edition(by=request.actor, document=found, **valid.cleaned_data)

    return edited(
        request,
        partial(NewEditionForm, editions=editions, initial=initial),
        title=_("New edition"),
        crumbs=crumbs_to(found),
        button=_("Make the draft"),
        write=write,
        done=lambda made: back_to(slug, made.slug),
        said=_("The draft is made. Only those who work with it see it until it is published."),
    )


def edition_of(request: WorkRequest, slug: str, edition: str) -> Edition:
    """The edition of that address, where the actor may see it; 404 otherwise."""
    editions = Edition.objects.select_related("document__kind", "partnership")
    return get_or_404(request.actor, editions, document__slug=slug, slug=edition)


@work_page
def edition(request: WorkRequest, slug: str, edition: str) -> HttpResponse:
    """``…/utgaver/<edition>/``: the text as it reads, each provision to be edited in its place."""
    return _shown(request, slug, edition, "documents/work_edition.html")


@work_page
def order(request: WorkRequest, slug: str, edition: str) -> HttpResponse:
    """``…/rekkefolge/``: the provisions as a list, each to be moved and taken out."""
    return _shown(request, slug, edition, "documents/work_order.html")


def _shown(request: WorkRequest, slug: str, edition: str, template: str) -> HttpResponse:
    found = edition_of(request, slug, edition)
    _note_reading(request, found)
    is_draft = found.status == EditionStatus.DRAFT
    may_publish = may(request.actor, "publish", found)
    nodes = contents(found)
    context = {
        "edition": found,
        "document": found.document,
        "nodes": nodes,
        "listed": flat(nodes),
        "may_change": is_draft and may(request.actor, "change", found),
        "may_publish": may_publish,
        "is_draft": is_draft,
        "may_take_back": may_publish and found.can_be_taken_back,
    }
    return render(request, template, context)


def _note_reading(request: WorkRequest, edition: Edition) -> None:
    """Writes down that a text was read that is not open to everyone."""
    if not edition.is_open:
        audit.record_reading(by=request.actor, about=edition)


@work_page
def preview(request: WorkRequest, slug: str, edition: str) -> HttpResponse:
    """``…/forhandsvisning/``: the text as the public will see it."""
    found = edition_of(request, slug, edition)
    _note_reading(request, found)
    context = {"edition": found, "document": found.document, "nodes": flat(contents(found))}
    return render(request, "documents/work_preview.html", context)


def back_to(slug: str, edition: str, anchor: str = "") -> str:
    address = reverse("work:documents:edition", args=[slug, edition])
    return f"{address}#{anchor}" if anchor else address


def order_of(slug: str, edition: str, anchor: str = "") -> str:
    address = reverse("work:documents:order", args=[slug, edition])
    return f"{address}#{anchor}" if anchor else address


@work_page
def publish(request: WorkRequest, slug: str, edition: str) -> HttpResponse:
    """``…/publiser/``: in force from today or a later day."""
    found = edition_of(request, slug, edition)
    require(request.actor, "publish", found)

    def write(valid: PublishForm) -> Edition:
        return actions.publish(by=request.actor, edition=found, **valid.cleaned_data)

    return edited(
        request,
        partial(PublishForm, record=found, actor=request.actor, initial={"valid_from": today()}),
        title=_("Publish %(edition)s") % {"edition": found.name},
        crumbs=crumbs_to(found.document, found),
        button=_("Publish"),
        write=write,
        done=reverse("work:documents:document", args=[slug]),
        said=_("Published. The public page shows it from that day."),
    )


def told(request: WorkRequest, do: Callable[[], object], said: str = "") -> None:
    """Does it; tells that it is done, or why it cannot be."""
    try:
        do()
    except ValidationError as refused:
        messages.error(request, refused.messages[0])
    else:
        if said:
            messages.success(request, said)


@work_page
@require_POST
def take_back(request: WorkRequest, slug: str, edition: str) -> HttpResponse:
    """``…/trekk/``: undoes a publication that nobody has had time to act by."""
    found = edition_of(request, slug, edition)
    said = _("Taken back. It is a draft again.")
    told(request, lambda: actions.take_back(by=request.actor, edition=found), said)
    return HttpResponseRedirect(reverse("work:documents:document", args=[slug]))
