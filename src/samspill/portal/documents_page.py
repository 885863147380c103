"""What a document's page shows around its text: law, routines, succession, editions, parties."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samspill.common.ui import Crumb, Step
from samspill.documents.contents import Node, contents, flat
from samspill.documents.markdown import to_html
from samspill.documents.models import (
    Coverage,
    Document,
    DocumentParty,
    Edition,
    ProvisionText,
    Reference,
    Requirement,
    Responsibility,
    Succession,
)
from samspill.portal.page import PortalRequest, page_url


@dataclass(frozen=True)
class ShownProvision:
    """A provision on the page: its text, its level, and what is tied to it."""

    text: ProvisionText
    html: SafeString
    level: int
    law: list[Coverage]
    carried_out_by: list[Reference]


def page_of(
    request: PortalRequest, document: Document, edition: Edition | None, editions: list[Edition]
) -> dict[str, Any]:
    """The context of a document's page with one of its editions, or with none in force."""
    date = request.as_of.date
    public = Document.objects.public()
    nodes = contents(edition) if edition else []
    coverages = list(
        Coverage.objects.filter(document=document).select_related("statute", "provision")
    )
    incoming = list(
        Reference.objects.filter(target=document, document__in=public)
        .select_related("document__kind", "target_provision")
        .order_by("document__kind__order", "document__order")
    )
    required = set(Requirement.objects.on(date).values_list("statute_id", "number"))
    law = [c for c in coverages if (c.statute_id, c.number) in required]
    return {
        "crumbs": _crumbs(request, document),
        "document": document,
        "edition": edition,
        "editions": editions,
        "in_force": edition is not None and edition.is_in_force_on(date),
        "latest": editions[-1] if editions else None,
        "comparable": sum(1 for e in editions if e.has_text) > 1,
        "nodes": nodes,
        "provisions": _shown(flat(nodes), law, incoming),
        "law": law,
        "incoming": _once([r.document for r in incoming]),
        "outgoing": Reference.objects.filter(document=document, target__in=public)
        .select_related("target__kind", "target_provision")
        .order_by("target__kind__order", "target__order"),
        "predecessions": Succession.objects.filter(document=document, predecessor__in=public)
        .select_related("predecessor__kind", "predecessor_provision", "provision")
        .order_by("predecessor__kind__order", "predecessor__order", "predecessor_id", "pk"),
        "successions": Succession.objects.filter(predecessor=document, document__in=public)
        .select_related("document__kind", "provision", "predecessor_provision")
        .order_by("document__kind__order", "document__order", "document_id", "pk"),
        "responsibilities": Responsibility.objects.filter(document=document).select_related("body"),
        "bound": DocumentParty.objects.filter(document=document).select_related("party"),
        "patient_groups": document.patient_groups.all(),
        "children": public.in_force_on(date).filter(parent=document).select_related("kind"),
        "steps": _thread(request, document, law, incoming),
    }


def _crumbs(request: PortalRequest, document: Document) -> list[Crumb]:
    crumbs = [
        Crumb(_("Front page"), page_url(request, "home")),
        Crumb(_("Agreements"), page_url(request, "documents")),
    ]
    parent = document.parent
    if parent and parent.is_public:
        title = parent.short_title or parent.label
        crumbs.append(Crumb(title, page_url(request, "document", parent.slug)))
    return [*crumbs, Crumb(document.short_title or document.label)]


def _by_provision(items: list[Any], attribute: str) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for item in items:
        provision = getattr(item, attribute)
        if provision is not None:
            found.setdefault(provision, []).append(item)
    return found


def _shown(
    nodes: list[Node], law: list[Coverage], incoming: list[Reference]
) -> list[ShownProvision]:
    law_of = _by_provision(law, "provision_id")
    routines_of = _by_provision(incoming, "target_provision_id")
    return [
        ShownProvision(
            node.text,
            to_html(node.text.body),
            min(node.text.depth + 1, 6),
            law_of.get(node.text.provision_id, []),
            routines_of.get(node.text.provision_id, []),
        )
        for node in nodes
    ]


def _once(documents: list[Document]) -> list[Document]:
    return list({document.pk: document for document in documents}.values())


def _thread(
    request: PortalRequest, document: Document, law: list[Coverage], incoming: list[Reference]
) -> list[Step]:
    """The red thread as far as it is known: the law, this document, what carries it out."""
    steps = []
    if law:
        numbers = sorted({c.number for c in law})
        title = f"{law[0].statute.short_name} nr. {', '.join(map(str, numbers))}"
        steps.append(Step(_("The law asks"), title, page_url(request, "law")))
    steps.append(Step(_("Agreed"), document.short_title or document.label, here=True))
    routines = _once([r.document for r in incoming if r.kind == Reference.Kind.IMPLEMENTS])
    if routines:
        count = len(routines)
        text = ngettext("%(n)d routine", "%(n)d routines", count) % {"n": count}
        steps.append(
            Step(_("Carried out by"), text, reverse("portal:routines") + request.as_of.query)
        )
    return steps if len(steps) > 1 else []
