"""Of all that is owed, what the secretariat looks after: late, soon due, unowned, left."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from samspill.commitments import unowned
from samspill.commitments.models import Commitment, CommitmentQuerySet
from samspill.commitments.showing import shown
from samspill.commitments.taking_over import left_on
from samspill.common.ready import together

SHOWN = 10
COUNT = "counted"


@dataclass(frozen=True)
class AttentionKind:
    """One kind of what needs attention."""

    slug: str
    label: str | Promise
    found: Callable[[datetime.date], CommitmentQuerySet]
    query: str
    may_remind: bool = True


KINDS = (
    AttentionKind(
        "forfalt",
        _("Late"),
        lambda date: Commitment.objects.overdue_on(date),
        "eier=alle&forfalt=1",
    ),
    AttentionKind(
        "ubesvart",
        _("Due within two weeks, not reported on"),
        lambda date: Commitment.objects.due_within(14, date).unreported().exclude(owners_key=""),
        "eier=alle&status=ikke-rapportert",
    ),
    AttentionKind(
        "uten-eier",
        _("Without an owner"),
        lambda date: unowned.named_for_nobody().open(),
        "eier=ingen",
        may_remind=False,
    ),
    AttentionKind(
        "bare-rolle",
        _("Only a role is named"),
        lambda date: unowned.named_for_a_role().open(),
        "eier=rolle",
        may_remind=False,
    ),
    AttentionKind(
        "avsluttet",
        _("With somebody who has ended: decide who takes over"),
        left_on,
        "eier=avsluttet",
        may_remind=False,
    ),
)


@dataclass(frozen=True)
class ShownKind:
    """A kind with the first of its rows as they are shown; empty when there are none."""

    slug: str
    label: str
    rows: str
    count: int
    has_more: bool
    query: str
    may_remind: bool


def kinds(date: datetime.date) -> list[ShownKind]:
    """Every kind, with the first of it."""
    parts: dict[str, QuerySet] = unowned.to_read()
    for kind in KINDS:
        found = kind.found(date)
        parts[kind.slug] = found.by_due_date().select_related("result", "work")[: SHOWN + 1]
        parts[f"{kind.slug} {COUNT}"] = found.counted()
    read = together(**parts)
    every = [one for kind in KINDS for one in read[kind.slug][:SHOWN]]
    Commitment.objects.name_owners(every)
    roles = unowned.roles_named(read)
    return [
        _shown(kind, read[kind.slug], read[f"{kind.slug} {COUNT}"], roles, date) for kind in KINDS
    ]


def _shown(
    kind: AttentionKind,
    found: list[Commitment],
    counted: list[dict[str, Any]],
    roles: dict[int, str],
    date: datetime.date,
) -> ShownKind:
    rows = [(shown(one, date), roles.get(one.pk, "")) for one in found[:SHOWN]]
    template = "commitments/panels/attention_rows.html"
    return ShownKind(
        slug=kind.slug,
        label=str(kind.label),
        rows=render_to_string(template, {"rows": rows}) if rows else "",
        count=sum(row["count"] for row in counted),
        has_more=len(found) > SHOWN,
        query=kind.query,
        may_remind=kind.may_remind,
    )


def to_remind_of(slug: str, date: datetime.date) -> CommitmentQuerySet:
    """What one press reminds of; nothing for a kind that nobody can be reminded of."""
    kind = next((one for one in KINDS if one.slug == slug and one.may_remind), None)
    return kind.found(date).exclude(owners_key="") if kind else Commitment.objects.none()
