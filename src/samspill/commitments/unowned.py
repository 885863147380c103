"""What nobody owes is of two kinds: nobody is named, or a role that is in no party or body is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from django.db.models import Q, QuerySet

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


def to_read() -> dict[str, QuerySet]:
    """The roles that are named for what nobody owes, by process: what :func:`roles_named` is of."""
    unowned = Commitment.objects.unowned().values("pk")
    return {
        f"roles {process.slug}": process.roles().filter(commitment__in=unowned)
        for process in all_processes()
        if process.roles is not None
    }


def roles_named(read: Mapping[str, Iterable[tuple[int, str]]]) -> dict[int, str]:
    """The roles that are named for commitments that nobody owes, in words, by primary key."""
    found: dict[int, list[str]] = defaultdict(list)
    for process in all_processes():
        for pk, role in read.get(f"roles {process.slug}", ()):
            found[pk].append(role)
    return {pk: ", ".join(roles) for pk, roles in found.items()}
