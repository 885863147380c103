"""What is done to an edition as a whole: made from an earlier one, published, taken back."""

from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from samspill.bodies import decisions
from samspill.bodies.models import Body
from samspill.common import actions, audit, content
from samspill.common.actors import Actor
from samspill.common.loose import last_possible
from samspill.common.models import today
from samspill.common.moments import in_full
from samspill.common.norwegian import address_name
from samspill.common.permissions import require
from samspill.documents.authority import Decision, each_party_may_decide, require_authority
from samspill.documents.models import (
    Document,
    Edition,
    EditionStatus,
    ProvisionText,
)
from samspill.documents.upholding import matter_of

ONE_DAY = datetime.timedelta(days=1)
SLUG = 60
"""How long the name in the address is at most."""


def free_name(document: Document) -> str:
    """A name that no edition of the document has: next year, with a number where that is taken."""
    year = str(today().year + 1)
    found = Edition.objects.filter(document=document, slug__startswith=year)
    taken = set(found.values_list("slug", flat=True))
    names = [year, *(f"{year} ({number})" for number in range(2, len(taken) + 2))]
    return next(name for name in names if address_name(name) not in taken)


@transaction.atomic
def new_edition(
    *, by: Actor, document: Document, label: str, based_on: Edition | None = None
) -> Edition:
    """Makes a draft, with the text of an earlier edition or empty.

    The provisions keep their identity, so that links, coverage and differences follow them.

    Args:
        by: who does it.
        document: the document.
        label: what the draft is called, in words of one's own; its address is made of them.
        based_on: the edition to copy the text of.

    Raises:
        NotAllowed: the actor may not make a draft of this document.
        ValidationError: the name is taken, or has no letter or figure in it.
    """
    require(by, "draft", document)
    slug = address_name(label)[:SLUG].strip("-")
    if not slug:
        raise ValidationError({"label": _("Give the edition a name with letters or figures.")})
    if Edition.objects.filter(document=document, slug=slug).exists():
        raise ValidationError({"label": _("There is an edition of that name already.")})
    edition = Edition(
        partnership_id=document.partnership_id,
        document=document,
        slug=slug,
        label="" if label == slug else label,
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
        detail={"based_on": based_on.name if based_on else ""},
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
def publish(
    *,
    by: Actor,
    edition: Edition,
    valid_from: datetime.date,
    adopted_by: Body | None = None,
    recommended_by: Body | None = None,
    adopted_on: datetime.date | None = None,
    adopted_note: str = "",
    matter: str = "",
    decided_in: str = "",
    exception: str = "",
    version: str = "",
) -> Edition:
    """Makes a draft the edition in force from a day, today or later; the one before ends then.

    Args:
        adopted_by: the body that decided; None when each party did itself.
        recommended_by: on whose recommendation.
        matter: what was decided, of ``Matter``; empty: the first edition adopts, others revise.
        decided_in: the decision of a meeting (``bodies/decisions.py``); it says who decided, when
            and in which case, in place of what is told here.
        exception: why others decided than the authority rules say; it stands on the edition's page
            and in the audit trail.

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
    if (made := decisions.chosen(decided_in)) is not None:
        adopted_on, adopted_by, recommended_by = made.on, made.by, made.recommended_by
        adopted_note, exception = adopted_note or made.reference, exception or made.otherwise
    decision = Decision(adopted_on or valid_from, adopted_by, recommended_by)
    kinds = [edition.document.kind]
    edition.matter = matter
    decided = matter_of(edition)
    require_authority(decision, kinds, matter=decided, exception=exception)
    others = Edition.objects.holding_some_time().filter(document=edition.document)
    for other in others.exclude(pk=edition.pk).select_for_update():
        last = last_possible(other)
        if last is not None and last < valid_from:
            continue
        if other.valid_from is not None and other.valid_from >= valid_from:
            raise ValidationError(
                {
                    "valid_from": _("%(edition)s holds from %(date)s. Choose a later day.")
                    % {"edition": other.name, "date": in_full(other.valid_from)}
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
    edition.adopted_by, edition.recommended_by = adopted_by, recommended_by
    is_left_to_each = each_party_may_decide(decision.on, kinds, decided)
    edition.adopted_by_each_party = adopted_by is None and is_left_to_each
    edition.adopted_note, edition.adopted_otherwise = adopted_note, exception.strip()
    edition.is_public = True
    saved = actions.save(
        by=by, record=edition, version=version, action="publish", reason=exception.strip()
    )
    decisions.carry_out(by=by, key=decided_in, record=saved)
    return saved


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
    edition.adopted_by = edition.recommended_by = edition.adopted_on = None
    edition.adopted_by_each_party, edition.adopted_note = False, ""
    edition.matter = edition.adopted_otherwise = ""
    actions.save(by=by, record=edition, action="undo")
    before = Edition.objects.filter(document=edition.document, valid_to=first - ONE_DAY)
    for other in before.filter(status=EditionStatus.SUPERSEDED):
        other.end_on(None)
        other.status = EditionStatus.IN_FORCE
        actions.save(by=by, record=other, action="undo")
    return edition
