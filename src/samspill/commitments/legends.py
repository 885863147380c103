"""Legends that every helsefellesskap has; one of its own under the same name takes their place."""

from __future__ import annotations

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from samspill.commitments.models import LegendStatus, Scale, StatusLegend
from samspill.common.models import Partnership

About = StatusLegend.About
Status = tuple[str, str | Promise, str, bool, bool, bool]
STANDARD: dict[str, tuple[str | Promise, str, tuple[Status, ...]]] = {
    # slug: name, about, statuses (slug, label, scale, needs a reason, closes, says it is on time)
    "arbeid": (
        _("State of the work"),
        About.WORK,
        (
            ("not_started", _("Not started"), Scale.NONE, False, False, False),
            ("on_track", _("On track"), Scale.PARTLY, False, False, True),
            ("at_risk", _("At risk"), Scale.PARTLY, True, False, False),
            ("done", _("Done"), Scale.FULL, False, True, False),
            ("dropped", _("Dropped"), Scale.DROPPED, True, True, False),
        ),
    ),
    "maloppnaelse": (
        _("Achievement"),
        About.RESULT,
        (
            ("not", _("Not achieved"), Scale.NONE, False, False, False),
            ("partly", _("Partly achieved"), Scale.PARTLY, False, False, False),
            ("full", _("Achieved"), Scale.FULL, False, False, False),
        ),
    ),
    "i-bruk": (
        _("Taken into use"),
        About.RESULT,
        (
            ("not", _("Not in use"), Scale.NONE, True, False, False),
            ("partly", _("Partly in use"), Scale.PARTLY, False, False, False),
            ("in_use", _("In use"), Scale.FULL, False, True, False),
            ("dropped", _("Does not concern us"), Scale.DROPPED, True, True, False),
        ),
    ),
    "for-motet": (
        _("Said before the meeting"),
        About.RESULT,
        (
            ("said", _("Has said something"), Scale.FULL, True, True, False),
            ("nothing", _("Has nothing to say"), Scale.FULL, False, True, False),
        ),
    ),
    "lest": (
        _("Decisions read"),
        About.RESULT,
        (("read", _("Has read it"), Scale.FULL, False, True, False),),
    ),
}


def legend_of(partnership: Partnership, slug: str) -> StatusLegend:
    """The helsefellesskap's legend of that name; a standard one is made at its first use.

    Raises:
        StatusLegend.DoesNotExist: there is none, and none is standard.
    """
    found = StatusLegend.objects.filter(slug=slug).first()
    if found is not None or slug not in STANDARD:
        return found or StatusLegend.objects.get(slug=slug)
    name, about, statuses = STANDARD[slug]
    with translation.override(partnership.language):
        legend, made = StatusLegend.objects.get_or_create(
            partnership=partnership, slug=slug, defaults={"name": str(name), "about": about}
        )
        if made:
            LegendStatus.objects.bulk_create(
                LegendStatus(
                    partnership=partnership, legend=legend, slug=key, label=str(label),
                    order=order, scale=scale, needs_reason=needs_reason, closes=closes,
                    on_time=on_time,
                )
                for order, (key, label, scale, needs_reason, closes, on_time) in enumerate(statuses)
            )  # fmt: skip
    return legend
