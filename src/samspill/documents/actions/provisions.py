"""What is done to the provisions of a draft: written, added, removed, moved."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Case, F, Max, When
from django.utils.translation import gettext as _

from samspill.common import actions, audit, content
from samspill.common.actors import Actor
from samspill.common.norwegian import address_name
from samspill.common.permissions import require
from samspill.documents.models import (
    Edition,
    EditionStatus,
    Provision,
    ProvisionText,
)

LONGEST = 200_000
DEEPEST = 6
"""The levels of headings that Markdown and HTML have."""


@transaction.atomic
def save_provision(*, by: Actor, text: ProvisionText, version: str = "") -> ProvisionText:
    """Changes a provision's number, heading and text in a draft.

    Raises:
        NotAllowed: the actor may not, or the edition is no draft.
        ChangedMeanwhile: someone else has saved this provision since it was opened.
        ValidationError: the number is taken, or the text is too long.
    """
    in_draft_alone(text.edition)
    if len(text.body) > LONGEST:
        raise ValidationError(
            {
                "body": _("The text is longer than %(count)d letters. Split the provision.")
                % {"count": LONGEST}
            }
        )
    if not text.heading.strip() and not text.body.strip():
        raise ValidationError({"body": _("A provision needs a heading or a text.")})
    return actions.save(by=by, record=text, version=version)


@transaction.atomic
def add_provision(
    *,
    by: Actor,
    edition: Edition,
    after: ProvisionText | None,
    number: str,
    heading: str,
    body: str,
    is_under: bool = False,
) -> ProvisionText:
    """Adds a provision to a draft, after another one or under it, or last.

    Raises:
        NotAllowed: the actor may not, or the edition is no draft.
        ValidationError: the number is taken, or nothing is written.
    """
    in_draft_alone(edition)
    locked(edition)
    if after is None:
        last = ProvisionText.objects.filter(edition=edition).aggregate(Max("position"))
        position, depth, parent = (last["position__max"] or 0) + 1, 1, None
    else:
        position = _end_of(after) + 1
        parent = after if is_under else after.parent
        depth = after.depth + 1 if is_under else after.depth
        later = ProvisionText.objects.filter(edition=edition, position__gte=position)
        later.update(position=F("position") + 1)
    if depth > DEEPEST:
        raise ValidationError(_("It cannot stand deeper than this. Put it beside instead."))
    provision = new_identity(edition, heading or number)
    text = ProvisionText(
        partnership_id=edition.partnership_id,
        edition=edition,
        provision=provision,
        parent=parent,
        position=position,
        depth=depth,
        number=number,
        heading=heading,
        body=body,
    )
    if not edition.has_text:
        Edition.objects.filter(pk=edition.pk).update(has_text=True)
        edition.has_text = True
    return save_provision(by=by, text=text)


def new_identity(edition: Edition, words: str) -> Provision:
    """A new provision of the edition's document, with an identity made from its words."""
    return Provision.objects.create(
        partnership_id=edition.partnership_id,
        document_id=edition.document_id,
        slug=_free_slug(edition, words),
    )


def _free_slug(edition: Edition, words: str) -> str:
    base = address_name(words)[:100]
    base = base or "punkt"
    found = Provision.objects.filter(document=edition.document_id, slug__startswith=base)
    taken = set(found.values_list("slug", flat=True))
    if base not in taken:
        return base
    return next(name for n in range(2, len(taken) + 3) if (name := f"{base}-{n}") not in taken)


@transaction.atomic
def remove_provision(*, by: Actor, text: ProvisionText) -> None:
    """Takes a provision, and those under it, out of a draft. Earlier editions keep it.

    Raises:
        NotAllowed: the actor may not, or the edition is no draft.
    """
    in_draft_alone(text.edition)
    require(by, "change", text)
    locked(text.edition)
    gone = ProvisionText.objects.filter(
        edition=text.edition, position__gte=text.position, position__lte=_end_of(text)
    )
    for one in gone:
        audit.record_change(by=by, action="remove", about=one, before=audit.state_of(one))
    gone.delete()
    content.changed(text.partnership_id, only=[text.edition])


@transaction.atomic
def move_provision(*, by: Actor, text: ProvisionText, up: bool) -> bool:
    """Moves a provision, with those under it, before or after its neighbour on the same level.

    Returns:
        Whether there was a neighbour to pass.

    Raises:
        NotAllowed: the actor may not, or the edition is no draft.
    """
    in_draft_alone(text.edition)
    require(by, "change", text)
    locked(text.edition)
    siblings = list(
        ProvisionText.objects.filter(edition=text.edition, parent=text.parent).order_by("position")
    )
    place = [one.pk for one in siblings].index(text.pk)
    other = place - 1 if up else place + 1
    if not 0 <= other < len(siblings):
        return False
    first, second = sorted((siblings[place], siblings[other]), key=lambda one: one.position)
    middle, end = _end_of(first), _end_of(second)
    before, after = middle - first.position + 1, end - second.position + 1
    texts = ProvisionText.objects.filter(edition=text.edition)
    texts.filter(position__range=(first.position, end)).update(
        position=Case(
            When(position__lte=middle, then=F("position") + after),
            default=F("position") - before,
        )
    )
    audit.record_change(
        by=by,
        action="change",
        about=text,
        before={"position": text.position},
        after={"position": text.position - before if up else text.position + after},
    )
    content.changed(text.partnership_id, only=[text.edition])
    return True


@transaction.atomic
def place_provision(*, by: Actor, text: ProvisionText, where: str, other: ProvisionText) -> None:
    """Moves a provision, with those under it, to a place beside or under another of the draft.

    Args:
        where: "before" or "after" the other, or "under" it as the first.

    Raises:
        NotAllowed: the actor may not.
        ValidationError: the edition is no draft, the other stands under this one, or it would
            stand too deep.
    """
    in_draft_alone(text.edition)
    require(by, "change", text)
    locked(text.edition)
    texts = list(ProvisionText.objects.filter(edition=text.edition).order_by("position"))
    first, end = _branch(texts, text.pk)
    branch, rest = texts[first:end], texts[:first] + texts[end:]
    if other.pk not in {one.pk for one in rest}:
        raise ValidationError(_("A provision cannot stand under itself."))
    before = {name: getattr(branch[0], name) for name in ("position", "depth", "parent_id")}
    at, past = _branch(rest, other.pk)
    beside = rest[at]
    deeper = beside.depth + (where == "under") - branch[0].depth
    if max(one.depth for one in branch) + deeper > DEEPEST:
        raise ValidationError(_("It cannot stand deeper than this. Put it beside instead."))
    for one in branch:
        one.depth += deeper
    branch[0].parent_id = beside.pk if where == "under" else beside.parent_id
    place = {"before": at, "under": at + 1, "after": past}[where]
    order = rest[:place] + branch + rest[place:]
    for position, one in enumerate(order, start=texts[0].position):
        one.position = position
    ProvisionText.objects.bulk_update(order, ["position", "depth", "parent"], batch_size=500)
    after = {name: getattr(branch[0], name) for name in before}
    if after != before:
        audit.record_change(by=by, action="change", about=text, before=before, after=after)
        content.changed(text.partnership_id, only=[text.edition])


def _branch(texts: list[ProvisionText], pk: int) -> tuple[int, int]:
    """From where to where a provision and those under it stand in a list in reading order."""
    first = next(index for index, one in enumerate(texts) if one.pk == pk)
    end = first + 1
    while end < len(texts) and texts[end].depth > texts[first].depth:
        end += 1
    return first, end


def step_provision(*, by: Actor, text: ProvisionText, way: str) -> bool:
    """Moves a provision one step: "up", "down", "in" under the one before it, "out" of its parent.

    Returns:
        Whether there was anywhere to go.

    Raises:
        As :func:`move_provision` and :func:`place_provision`.
    """
    if way in {"up", "down"}:
        return move_provision(by=by, text=text, up=way == "up")
    if way == "out":
        if text.parent is not None:
            place_provision(by=by, text=text, where="after", other=text.parent)
        return text.parent is not None
    siblings = ProvisionText.objects.filter(edition=text.edition, parent=text.parent)
    above = siblings.filter(position__lt=text.position).order_by("position").last()
    if above is None:
        return False
    last = ProvisionText.objects.filter(parent=above).order_by("position").last()
    if last is not None:
        place_provision(by=by, text=text, where="after", other=last)
    else:
        place_provision(by=by, text=text, where="under", other=above)
    return True


def in_draft_alone(edition: Edition) -> None:
    """Raises:
    ValidationError: the edition is no draft.
    """
    if edition.status != EditionStatus.DRAFT:
        raise ValidationError(
            _("Only a draft can be changed. Make a new edition from this one instead.")
        )


def locked(edition: Edition) -> None:
    """Lets one writer at a time change an edition's provisions, until the transaction ends."""
    Edition.objects.select_for_update().get(pk=edition.pk)


def _end_of(text: ProvisionText) -> int:
    """The position of the last provision under this one, or its own."""
    following = ProvisionText.objects.filter(
        edition=text.edition, position__gt=text.position, depth__lte=text.depth
    ).order_by("position")
    next_one = following.values_list("position", flat=True).first()
    if next_one is not None:
        last = ProvisionText.objects.filter(edition=text.edition, position__lt=next_one)
    else:
        last = ProvisionText.objects.filter(edition=text.edition)
    found: int = last.aggregate(last=Max("position"))["last"]
    return found
