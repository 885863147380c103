"""Signed in: a provision is written where it stands in the text, added, or taken out."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samspill.common.editing import edited
from samspill.common.permissions import require
from samspill.common.work import WorkRequest, get_or_404, work_page
from samspill.documents import actions
from samspill.documents.contents import contents, flat
from samspill.documents.forms import NewProvisionForm, ProvisionForm
from samspill.documents.models import Edition, ProvisionText
from samspill.documents.views.editions import back_to, crumbs_to, edition_of, order_of, told


def text_of_address(request: WorkRequest, slug: str, edition: str, pk: int) -> ProvisionText:
    """The provision of that address, where the actor may change it; 404 or refused otherwise."""
    texts = ProvisionText.objects.select_related(
        "edition__document__kind", "provision", "partnership"
    )
    texts = texts.filter(edition__slug=edition, edition__document__slug=slug)
    found = get_or_404(request.actor, texts, pk=pk)
    require(request.actor, "change", found)
    return found


@work_page
def provision(request: WorkRequest, slug: str, edition: str, pk: int) -> HttpResponse:
    """``…/bestemmelser/<pk>/``: one provision's number, heading and text."""
    found = text_of_address(request, slug, edition, pk)
    draft = found.edition

    def look(valid: ProvisionForm) -> dict[str, Any] | None:
        return {"looks": valid.cleaned_data} if "preview" in request.POST else None

    def write(valid: ProvisionForm) -> ProvisionText:
        return actions.save_provision(
            by=request.actor, text=valid.instance, version=valid.cleaned_data["version"]
        )

    return edited(
        request,
        partial(ProvisionForm, instance=found),
        title=_("Edit %(provision)s") % {"provision": found},
        crumbs=crumbs_to(draft.document, draft, anchor=found.provision.slug),
        look=look,
        write=write,
        template="documents/provision.html",
        context=_around(draft, found) | {"may_look": True},
    )


@work_page
def new_provision(
    request: WorkRequest, slug: str, edition: str, after: int | None = None
) -> HttpResponse:
    """``…/bestemmelser/ny/``: a new provision, last or after another."""
    place = None if after is None else text_of_address(request, slug, edition, after)
    if place is None:
        found = edition_of(request, slug, edition)
        require(request.actor, "change", found)
    else:
        found = place.edition

    def write(valid: NewProvisionForm) -> ProvisionText:
        return actions.add_provision(
            by=request.actor, edition=found, after=place, **valid.cleaned_data
        )

    return edited(
        request,
        partial(NewProvisionForm, is_after=place is not None),
        title=_("New provision"),
        lead=_("It goes after %(place)s.") % {"place": place} if place else "",
        crumbs=crumbs_to(found.document, found),
        button=_("Add it"),
        write=write,
        done=lambda made: back_to(slug, edition, made.provision.slug),
        template="documents/provision.html",
        context=_around(found, place, is_new=True),
    )


def _around(
    edition: Edition, place: ProvisionText | None, *, is_new: bool = False
) -> dict[str, Any]:
    """The text that a form stands in: what comes before it and after it, and the outline.

    A new provision comes after ``place`` and what is under that, or last.
    """
    nodes = contents(edition)
    listed = flat(nodes)
    keys = [node.text.pk for node in listed]
    if place is None:
        at = end = len(listed)
    else:
        at = keys.index(place.pk)
        end = at + 1
        if is_new:
            at = end = end + len(flat(listed[at].children))
    return {
        "edition": edition,
        "document": edition.document,
        "nodes": nodes,
        "before": listed[:at],
        "following": listed[end:],
        "place": None if is_new else place,
        "paste": paste_address(edition),
    }


def paste_address(edition: Edition) -> str:
    """Where what is pasted is made Markdown of."""
    return reverse("work:documents:paste", args=[edition.document.slug, edition.slug])


@work_page
@require_POST
def remove_provision(request: WorkRequest, slug: str, edition: str, pk: int) -> HttpResponse:
    """``…/bestemmelser/<pk>/fjern/``: out of the draft, with those under it."""
    found = text_of_address(request, slug, edition, pk)
    said = _("Taken out of the draft. Earlier editions keep it.")
    told(request, lambda: actions.remove_provision(by=request.actor, text=found), said)
    return HttpResponseRedirect(order_of(slug, edition))
