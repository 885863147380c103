"""What is done to editions: made from an earlier one, worked on, published, taken back."""

from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Case, F, Max, When
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from samspill.bodies.models import Body
from samspill.common import actions, audit, content
from samspill.common.actors import Actor
from samspill.common.loose import last_possible
from samspill.common.models import today
from samspill.common.norwegian import address_name
from samspill.common.permissions import require
from samspill.documents.authority import Decision, require_authority
from samspill.documents.models import (
    Document,
    Edition,
    EditionStatus,
    Provision,
    ProvisionText,
)

ONE_DAY = datetime.timedelta(days=1)
LONGEST = 200_000
DEEPEST = 6
"""The levels of headings that Markdown and HTML have."""


@transaction.atomic
def new_edition(
    *, by: Actor, document: Document, slug: str, based_on: Edition | None = None
) -> Edition:
    """Makes a draft, with the text of an earlier edition or empty.

    The provisions keep their identity, so that links, coverage and differences follow them.

    Args:
        by: who does it.
        document: the document.
        slug: the draft's name in the address, often a year.
        based_on: the edition to copy the text of.

    Raises:
        NotAllowed: the actor may not make a draft of this document.
        ValidationError: the name is taken.
    """
    require(by, "draft", document)
    if Edition.objects.filter(document=document, slug=slug).exists():
        raise ValidationError({"slug": _("There is an edition of that name already.")})
    edition = Edition(
        partnership_id=document.partnership_id,
        document=document,
        slug=slug,
        status=EditionStatus.DRAFT,
        is_public=False,
        title=based_on.title if based_on else "",
        language=based_on.language if based_on else document.partnership.language,
        preamble=based_on.preamble if based_on else "",
    )
    edition.full_clean(validate_constraints=False)
    edition.save()
    if based_on is not None:
        _copy_texts(based_on, edition)
    audit.record_change(
        by=by,
        action="new edition",
        about=edition,
        after=audit.state_of(edition),
        detail={"based_on": based_on.slug if based_on else ""},
    )
    content.changed(document.partnership_id, only=[edition])
    return edition


def _copy_texts(old: Edition, new: Edition) -> None:
    """Copies all provisions in three statements, the tree included."""
    texts = list(ProvisionText.objects.filter(edition=old).order_by("position"))
    copies = ProvisionText.objects.bulk_create(
        ProvisionText(
            partnership_id=new.partnership_id,
            edition=new,
            provision_id=text.provision_id,
            position=text.position,
            depth=text.depth,
            number=text.number,
            heading=text.heading,
            body=text.body,
        )
        for text in texts
    )
    copy_of = {text.pk: copy for text, copy in zip(texts, copies, strict=True)}
    for text in texts:
        if text.parent_id is not None:
            copy_of[text.pk].parent = copy_of[text.parent_id]
    ProvisionText.objects.bulk_update(copies, ["parent"], batch_size=1000)


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


@transaction.atomic
def publish(
    *,
    by: Actor,
    edition: Edition,
    valid_from: datetime.date,
    adopted_by: Body | None = None,
    recommended_by: Body | None = None,
    adopted_on: datetime.date | None = None,
    adopted_note: str = "",
    exception: str = "",
    version: str = "",
) -> Edition:
    """Makes a draft the edition in force from a day, today or later; the one before ends then.

    Args:
        adopted_by: the body that decided; None when each party did itself.
        recommended_by: on whose recommendation.
        exception: why others decided than the authority rules say; it stands in the audit trail.

    Raises:
        NotAllowed: the actor may not publish.
        ValidationError: it is published already or adopted too late, another decides by the rules
            (:mod:`samspill.documents.authority`), another edition holds from the same day or
            later, or as ``Edition.clean``.
        ChangedMeanwhile: someone else has changed the edition since.
    """
    require(by, "publish", edition)
    if edition.holds_some_time:
        raise ValidationError(_("It is published already. Take it back first to publish it anew."))
    if adopted_on is not None and adopted_on > min(valid_from, today()):
        raise ValidationError(
            {"adopted_on": _("It is adopted before it is in force, and on no day to come.")}
        )
    decision = Decision(adopted_on or valid_from, adopted_by, recommended_by)
    require_authority(decision, [edition.document.kind], exception=exception)
    others = Edition.objects.holding_some_time().filter(document=edition.document)
    for other in others.exclude(pk=edition.pk).select_for_update():
        last = last_possible(other)
        if last is not None and last < valid_from:
            continue
        if other.valid_from is not None and other.valid_from >= valid_from:
            raise ValidationError(
                {
                    "valid_from": _("%(edition)s holds from %(date)s. Choose a later day.")
                    % {"edition": other.slug, "date": date_format(other.valid_from, "j. F Y")}
                }
            )
        other.end_on(valid_from - ONE_DAY)
        other.status = EditionStatus.SUPERSEDED
        actions.save(by=by, record=other, action="end")
    edition.status = EditionStatus.IN_FORCE if valid_from <= today() else EditionStatus.ADOPTED
    edition.is_decided = True
    edition.begin_on(valid_from)
    edition.end_on(None)
    edition.adopted_on = adopted_on
    edition.adopted_note = _told(adopted_by, recommended_by, adopted_note)
    edition.is_public = True
    return actions.save(
        by=by, record=edition, version=version, action="publish", reason=exception.strip()
    )


def _told(adopted_by: Body | None, recommended_by: Body | None, note: str) -> str:
    """Who adopted it, on whose recommendation, and what else is noted of it."""
    said = [adopted_by.name] if adopted_by else []
    if recommended_by:
        said.append(_("on the recommendation of %(body)s") % {"body": recommended_by.name})
    room = Edition._meta.get_field("adopted_note").max_length or 0
    return ", ".join([*said, *([note] if note else [])])[:room]


@transaction.atomic
def take_back(*, by: Actor, edition: Edition) -> Edition:
    """Undoes a publication: a draft again, and the edition before holds until further notice.

    Only what was published with no later edition can be taken back, and only until the day after
    it came into force: from then on people have acted by it.

    Raises:
        NotAllowed: the actor may not publish.
        ValidationError: it is too late (``Edition.clean``).
    """
    require(by, "publish", edition)
    first = edition.valid_from or today()
    edition.status = EditionStatus.DRAFT
    edition.begin_on(None)
    edition.end_on(None)
    edition.is_public = False
    actions.save(by=by, record=edition, action="undo")
    before = Edition.objects.filter(document=edition.document, valid_to=first - ONE_DAY)
    for other in before.filter(status=EditionStatus.SUPERSEDED):
        other.end_on(None)
        other.status = EditionStatus.IN_FORCE
        actions.save(by=by, record=other, action="undo")
    return edition


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
