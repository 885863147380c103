"""What documents say of a body and of a party, on the pages of those."""

from __future__ import annotations

import datetime
from typing import Any

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, When

from samspill.bodies.models import Body
from samspill.bodies.successors import body_successors_on
from samspill.common.public.page import PublicRequest
from samspill.common.ready import AnyOf, ready, ready_together
from samspill.common.validity import holds_on
from samspill.documents.models import (
    AuthorityRule,
    Document,
    DocumentKind,
    DocumentParty,
    Edition,
    Milestone,
    Responsibility,
)
from samspill.documents.standing import named, public_in_force_on
from samspill.parties.models import Party

LABELLED = tuple(f"document__{name}" for name in ("slug", "number", "title", "short_title"))
"""What the name of a document is made of, its kind apart."""
ROLES = DocumentKind.Role
AGREED = frozenset(
    {
        ROLES.AGREEMENT,
        ROLES.GUIDELINE,
        ROLES.SERVICE_AGREEMENT,
        ROLES.SPECIAL_AGREEMENT,
        ROLES.PLAN,
    }
)
"""What has parties: the others carry it out."""


def answers_for(request: PublicRequest, body: Body, date: datetime.date) -> dict[str, Any]:
    """The documents that a body answers for, and what it decides and recommends."""
    standing = body_successors_on(request).line.standing_as(body.pk, date)
    return _answers_for(body=body.pk, standing=standing, date=date)


@ready_together
def _answers_for(body: Any, standing: Any, date: Any) -> dict[str, QuerySet]:
    """What it answers for, also where it stands for one that has ended (``standing``).

    Nobody answers for a document any longer when all its editions have ended.
    """
    responsibilities = Responsibility.objects.on(date).filter(body__in=AnyOf(standing))
    has_ended = Q(to_written="", valid_to__lt=date) | Q(to_latest__lt=date)
    editions = Edition.objects.filter(document=OuterRef("document")).annotate(
        has_ended=Case(When(has_ended, then=True), default=False)
    )
    over, goes_on = editions.filter(has_ended=True), editions.filter(has_ended=False)
    rules = AuthorityRule.objects.in_force_on(date).select_related("source")
    rules = rules.only("subject", "clause", "source_note", "source__title")
    return {
        "responsibilities": responsibilities.filter(document__in=Document.objects.public())
        .exclude(Exists(over) & ~Exists(goes_on))
        .select_related("document__kind", "source")
        .only(*LABELLED, "document__kind__name", "source_note", "source__title")
        .order_by("document__kind__order", "document__order", "document_id")
        .distinct("document__kind__order", "document__order", "document_id"),
        "decides": _of(rules, "bodies", standing),
        "recommends": _of(rules, "recommending_bodies", standing),
    }


def _of(rules: QuerySet[AuthorityRule], field: str, standing: Any) -> QuerySet[AuthorityRule]:
    """The rules that name a body, or one that it took over from."""
    named = AuthorityRule._meta.get_field(field).remote_field.through.objects  # type: ignore[union-attr]
    return rules.filter(pk__in=named.filter(body__in=AnyOf(standing)).values("authorityrule"))


def milestones(request: PublicRequest, body: Body, date: datetime.date) -> dict[str, Any] | None:
    """The body's steps in the revisions of documents, joint meetings among them."""
    found = _milestones(body=body.pk)
    return {"milestones": found} if found else None


@ready
def _milestones(body: Any) -> QuerySet:
    joint = Milestone.together_with.through.objects.filter(body=body).values("milestone")
    steps = Milestone.objects.filter(Q(body=body) | Q(pk__in=joint))
    in_time = (F("valid_from").asc(nulls_last=True), "calendar", "position")
    return steps.order_by(*in_time).only("title", "as_written")


def bound(request: PublicRequest, party: Party, date: datetime.date) -> dict[str, Any]:
    """Public documents that bind the party: those in force on the date, and the others.

    What hangs under a document binds whom that binds, where no parties of its own are entered.
    """
    read = _bound(party=party.pk, above=party.part_of_id, date=date)
    found = read["bound"]
    own = {one.document_id for one in found if one.binds and not one.through}
    binding = [one for one in found if one.binds and not (one.through and one.document_id in own)]
    now = {one.document_id for one in binding}
    others = {one.document_id: one for one in found if one.document_id not in now}
    under, of_nobody = with_what_is_under(now, read["without_parties"])
    return {
        "name": party.name_on(date),
        "bound_now": binding,
        "bound_under": under,
        "of_nobody": of_nobody,
        "bound_else": list(others.values()),
    }


def with_what_is_under(
    binding: set[int], without_parties: list[Document]
) -> tuple[list[Document], list[Document]]:
    """Of documents without parties of their own: those that bind, and those that nobody is said to
    be a party to.

    A special agreement is with some of the parties alone, so it does not follow from what it hangs
    under. A routine is no agreement: it is told of only where it follows from one.

    Args:
        binding: the keys of the documents that the party is a party to.
    """
    follows: dict[int, Document] = {}
    special = ROLES.SPECIAL_AGREEMENT
    more = True
    while more:
        reached = binding | set(follows)
        new = {
            one.pk: one
            for one in without_parties
            if one.pk not in follows and one.parent_id in reached and one.kind.role != special
        }
        follows |= new
        more = bool(new)
    rest = [
        one
        for one in without_parties
        if one.kind.role in AGREED
        and one.pk not in follows
        and (one.parent_id is None or one.kind.role == special)
    ]
    return [one for one in without_parties if one.pk in follows], rest


@ready_together
def _bound(party: Any, above: Any, date: Any) -> dict[str, QuerySet]:
    parties = DocumentParty.objects.on(date).filter(document=OuterRef("pk"))
    without = public_in_force_on(date).filter(is_public=True).exclude(Exists(parties))
    return {
        "bound": _binding(party, above, date),
        "without_parties": without.select_related("kind", "parent__kind")
        .only("parent", *named(), *named("parent__"))
        .order_by("kind__order", "order", "slug"),
    }


def _binding(party: Any, above: Any, date: Any) -> QuerySet:
    in_force = Edition.objects.in_force_on(date).filter(document=OuterRef("document"))
    public = DocumentParty.objects.filter(document__in=Document.objects.public())
    found = public.binding(party, above)
    return (
        found.annotate(
            binds=Case(When(Exists(in_force) & holds_on(date), then=True), default=False)
        )
        .select_related("document__kind", "source")
        .with_signers()
        .only(
            "signed_on",
            "signed_in",
            "signatory",
            "note",
            *LABELLED,
            "document__kind__name",
            "source_note",
            "source__title",
        )
        .order_by("document__kind__order", "document__order", "document__slug")
    )
