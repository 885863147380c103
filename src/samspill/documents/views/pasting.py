"""Signed in: what is pasted from Word or a web page is given back as clean Markdown."""

from __future__ import annotations

from django.http import HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samspill.common.permissions import require
from samspill.common.work import WorkRequest, work_page
from samspill.documents.pasting import LONGEST, Pasted, TooDeep, pasted
from samspill.documents.views.editions import edition_of

SHOWN, SHOWN_LETTERS = 5, 60


@work_page
@require_POST
def paste(request: WorkRequest, slug: str, edition: str) -> HttpResponse:
    """``…/lim-inn/``: ``html`` as Markdown in JSON; saves nothing. For those who may edit here.

    ``told`` is what the writer should know, where there is something.
    """
    require(request.actor, "change", edition_of(request, slug, edition))
    html = request.POST.get("html", "")
    if len(html) > LONGEST:
        told = _("This is too long to be made clean at once. The plain text was pasted.")
        return JsonResponse({"told": told}, status=413)
    try:
        return JsonResponse(_answer(pasted(html)))
    except TooDeep:
        told = _("What was pasted could not be made clean. The plain text was pasted.")
        return JsonResponse({"told": told}, status=422)


def _answer(found: Pasted) -> dict[str, str]:
    if not found.struck:
        return {"text": found.text}
    shown = [f"«{text[:SHOWN_LETTERS]}»" for text in found.struck[:SHOWN]]
    more = " …" if len(found.struck) > SHOWN else ""
    told = _("Struck text was left out: %(texts)s") % {"texts": ", ".join(shown) + more}
    return {"text": found.text, "told": told}
