"""Every open page there is, by its address."""

from __future__ import annotations

from collections.abc import Iterable

from django_scopes import scope

from samspill.bodies.models import Body
from samspill.common.house import brought
from samspill.common.models import Partnership
from samspill.documents.models import Document, Edition
from samspill.parties.models import Party
from samspill.plans.models import Measure, PlanEdition

LISTS = 2
"""How many slashes the address of a page has that every helsefellesskap has, such as /organer/."""


def open_addresses(slugs: Iterable[str]) -> list[str]:
    """The examples of the apps, and every body, party, document, edition and measure of those.

    The first is the one that answers without its name in the address.
    """
    examples = [address for brings in brought() for address in brings.examples]
    found = list(examples)
    for slug in slugs:
        at = f"/hf/{slug}"
        found += [at + one for one in examples if one.count("/") <= LISTS]
        with scope(partnership=Partnership.objects.get(slug=slug)):
            found += [f"{at}/organer/{body.slug}/" for body in Body.objects.all()]
            for party in Party.objects.all():
                kind = "kommuner" if party.kind == Party.Kind.MUNICIPALITY else "parter"
                found.append(f"{at}/{kind}/{party.slug}/")
            for document in Document.objects.public():
                found += [f"{at}/avtaler/{document.slug}/{end}" for end in ("", "forskjell/")]
            for edition in Edition.objects.public().select_related("document"):
                found.append(f"{at}/avtaler/{edition.document.slug}/utgaver/{edition.slug}/")
            for measure in Measure.objects.filter(edition__in=PlanEdition.objects.public()):
                plan = f"{at}/handlingsplan/{measure.edition.plan.slug}/"
                found += [plan, f"{plan}tiltak/{measure.number}/"]
    return list(dict.fromkeys(found))
