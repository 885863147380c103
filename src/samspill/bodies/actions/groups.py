"""Groups under a body: a working committee, or one that is set down for a time with a mandate."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from samspill.bodies import decisions
from samspill.bodies.models import Body, Mandate, Office, Role, Seat
from samspill.common import actions
from samspill.common.actors import Actor
from samspill.common.moments import in_full
from samspill.common.norwegian import address_name, sort_key


@transaction.atomic
def set_up_group(
    *,
    by: Actor,
    parent: Body,
    name: str,
    kind: str,
    mandate: str,
    valid_from: datetime.date,
    valid_to: datetime.date | None,
    offices: Sequence[str] = (),
    decided: Mapping[str, Any],
    decided_in: str = "",
) -> Body:
    """Creates a body under another, with its mandate and its seats, by one decision.

    Args:
        valid_to: the last day, told beforehand; None until further notice.
        offices: those of the parent whose holders sit in it (``Office.Kind``): the seats follow
            them, whoever holds them.
        decided: the fields of :class:`samspill.bodies.models.decided.Decided`.
        decided_in: the decision of a meeting that says the same (``bodies/decisions.py``).

    Raises:
        NotAllowed: the actor keeps no bodies.
        ValidationError: somebody decided who may not create bodies, or it ends before it begins.
    """
    if valid_to is not None and valid_to < valid_from:
        raise ValidationError({"valid_to": [_("The last day is before the first day.")]})
    period = {"valid_from": valid_from, "valid_to": valid_to}
    frame = {"partnership_id": parent.partnership_id}
    body = Body(
        **frame, **period, **decided,
        slug=_free_slug(name), name=name, kind=kind, sort_key=sort_key(name),
        parent=parent, tier=parent.tier, order=parent.order + 1,
        all_seats_entered=bool(offices),
    )  # fmt: skip
    made = actions.save(by=by, record=body)
    for field in ("regions", "parties"):
        chosen = list(getattr(parent, field).all())
        actions.set_many(by=by, record=made, field=field, chosen=chosen)
    actions.save(
        by=by,
        record=Mandate(**frame, **decided, body=made, valid_from=valid_from, text=mandate),
    )
    for order, office in enumerate(offices):
        actions.save(by=by, record=_seat(made, Office.Kind(office), order))
    decisions.carry_out(by=by, key=decided_in, record=made)
    return made


@transaction.atomic
def prolong(
    *,
    by: Actor,
    body: Body,
    valid_to: datetime.date | None,
    decided: Mapping[str, Any],
    decided_in: str = "",
    version: str = "",
) -> Body:
    """Lets a body that was to end go on, by a decision of those who may create one.

    Args:
        valid_to: the new last day; None until further notice.
        decided: the fields of :class:`samspill.bodies.models.decided.EndDecided`.

    Raises:
        NotAllowed, ChangedMeanwhile: as ``common.actions.save``.
        ValidationError: it has no last day, the new one is no later, or somebody decided who may
            not.
    """
    if body.valid_to is None:
        raise ValidationError(_("It goes on until further notice already."))
    if valid_to is not None and valid_to <= body.valid_to:
        told = _("It lasts until %(date)s already. Choose a later day.")
        raise ValidationError({"valid_to": [told % {"date": in_full(body.valid_to)}]})
    body.end_on(valid_to)
    body.end_told_on = None
    for name, value in decided.items():
        setattr(body, name, value)
    saved = actions.save(by=by, record=body, version=version, action="prolong")
    decisions.carry_out(by=by, key=decided_in, record=saved)
    return saved


def _seat(body: Body, office: Office.Kind, order: int) -> Seat:
    """A seat of whoever holds an office in the body above."""
    parent = body.parent
    is_secretary = office == Office.Kind.SECRETARY
    with translation.override(body.partnership.language):
        of_parent = {"office": office.label, "body": parent and (parent.short_name or parent.name)}
        label = _("%(office)s of %(body)s") % of_parent
    return Seat(
        partnership_id=body.partnership_id, body=body, slug=office.value.replace("_", "-"),
        order=order, label=label,
        role=Role.SECRETARY if is_secretary else Role.MEMBER,
        may_vote=not is_secretary, may_propose=not is_secretary,
        represents_body=parent, represents_office=office.value,
    )  # fmt: skip


def _free_slug(name: str) -> str:
    base = address_name(name)[:90].strip("-") or "gruppe"
    taken = set(Body.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    number = 1
    while (slug := base if number == 1 else f"{base}-{number}") in taken:
        number += 1
    return slug
