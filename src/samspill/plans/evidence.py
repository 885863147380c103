"""What a measure itself tells the ledger: what speaks against it being done, and named roles.

Against it speaks that a document that it carries out is not in force.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Collection

from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from samspill.commitments.models import Commitment
from samspill.documents.models import Document
from samspill.plans.models import MeasureLink, OwedMeasure


def evidence(commitments: Collection[Commitment], date: datetime.date) -> dict[int, list[str]]:
    """The linked documents that do not hold on a date, in words, for commitments on measures.

    One query, however many they are. Only documents that anyone may see are named.
    """
    in_force = Document.objects.in_force_on(date)
    owed = F("measure__owed__commitment")
    links = MeasureLink.objects.annotate(owed=owed).filter(
        owed__in=[one.pk for one in commitments], document__in=Document.objects.public()
    )
    found: dict[int, dict[str, None]] = defaultdict(dict)
    for link in links.exclude(document__in=in_force).select_related("document__kind"):
        said = _("«%(document)s», which the measure carries out, is not in force.")
        found[link.owed][said % {"document": link.document.label}] = None
    return {pk: list(words) for pk, words in found.items()}


def roles() -> QuerySet:
    """The roles that measures name, each with the commitment on its measure."""
    named = OwedMeasure.objects.filter(thing__owners__role__gt="").order_by("thing__owners__order")
    return named.values_list("commitment", "thing__owners__role")
