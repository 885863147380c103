"""What nobody owes is of two kinds: nobody is named, or a role that is in no party or body is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from django.db.models import Q

from samspill.commitments.models import Commitment, CommitmentQuerySet
from samspill.commitments.processes import all_processes


def named_for_nobody() -> CommitmentQuerySet:
    """What nobody owes, and no role is named for."""
    return Commitment.objects.unowned().exclude(_role_named())


def named_for_a_role() -> CommitmentQuerySet:
    """What nobody owes because only a role is named for it."""
    return Commitment.objects.unowned().filter(_role_named())


def _role_named() -> Q:
    found = Q(pk__in=[])
    for process in all_processes():
        if process.roles is not None:
            found |= Q(pk__in=process.roles().values("commitment"))
    return found


def told_by() -> tuple[str, ...]:
    """The concerns of those who name roles (``common/content.py``), for what is kept of it."""
    asked = {one.about._meta.app_label for one in all_processes() if one.roles is not None}
    return tuple(sorted(asked))


def roles_named(commitments: Collection[Commitment]) -> dict[int, str]:
    """The roles that are named for these, in words, by primary key; a query for each process."""
    found: dict[int, list[str]] = defaultdict(list)
    wanted = [one.pk for one in commitments]
    for process in all_processes():
        if wanted and process.roles is not None:
            for pk, role in process.roles().filter(commitment__in=wanted):
                found[pk].append(role)
    return {pk: ", ".join(roles) for pk, roles in found.items()}
