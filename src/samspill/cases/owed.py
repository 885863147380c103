"""Decisions to be followed up: a process of the ledger, opened when minutes are approved."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from samspill.cases.models import FollowUp, OwedFollowUp
from samspill.commitments.actions import Owes, Wanted
from samspill.commitments.due import Due
from samspill.commitments.in_files import InFiles, Names
from samspill.commitments.processes import Process
from samspill.common.addresses import path
from samspill.common.exempt import published

SLUG = "follow-up"


def wanted_of(
    follow_up: FollowUp, owners: list[Owes] | None = None, due: Due | None = None
) -> Wanted:
    """What a decision asks of somebody."""
    item = follow_up.item
    meeting = item.meeting
    if owners is None:
        party, body = follow_up.party, follow_up.body
        owners = [Owes(party=party, body=body, role=follow_up.role)] if party or body else []
    if due is None:
        due = Due.date(follow_up.due_on) if follow_up.due_on else Due.none()
    address = path(follow_up.partnership, "public:meeting", meeting.slug)
    return Wanted(
        process=SLUG,
        thing=follow_up,
        title=follow_up.text,
        text=published(item.decision),
        owners=owners,
        source_label=str(item),
        source_path=f"{address}#{item.slug}",
        source_on=meeting.date,
        due=due,
        is_public=item.is_public and (item.case is None or item.case.is_open),
    )


def _names() -> dict[int, Names]:
    found = FollowUp.objects.values_list("pk", "item__meeting__slug", "item__slug", "slug")
    return {pk: (meeting, item, slug) for pk, meeting, item, slug in found}


def _wanted(names: Names, owners: list[Owes], due: Due) -> Wanted:
    meeting, item, slug = names
    every = FollowUp.objects.select_related("item__meeting", "item__case", "partnership")
    one = every.get(item__meeting__slug=meeting, item__slug=item, slug=slug)
    return wanted_of(one, owners, due)


PROCESS = Process(
    slug=SLUG,
    label=gettext_lazy("Follow-up of a decision"),
    about=OwedFollowUp,
    work_legend="arbeid",
    in_files=InFiles(
        "follow_up", "what is to be done", ("meeting", "item", "follow_up"), _names, _wanted
    ),
)
