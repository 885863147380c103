"""That nothing is written as decided by somebody who may not: asked at every save.

An edition, a body and a mandate go through a decision of a body: an item of a meeting, or one that
is written down afterwards with body, day and reference. Whatever page it comes from, the rules of
the day are asked; a reason for deciding otherwise lets it stand, and everyone can read the reason.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from samspill.bodies.models import Body, Mandate
from samspill.common.actors import Actor
from samspill.common.models import today
from samspill.documents.authority import (
    Decision,
    require_authority,
    require_one_that_decides,
    rules_of,
)
from samspill.documents.models import Edition
from samspill.documents.states import EditionStatus, Matter

DECIDED = (EditionStatus.ADOPTED, EditionStatus.IN_FORCE, EditionStatus.SUPERSEDED)
OF_AN_EDITION = ("adopted_on", "adopted_by_id", "adopted_by_each_party", "recommended_by_id",
                 "matter", "adopted_otherwise")  # fmt: skip
OF_A_BODY = ("decided_on", "decided_by_id", "decided_otherwise")
OF_AN_END = ("end_decided_on", "end_decided_by_id", "end_otherwise")
OF_A_MANDATE = (*OF_A_BODY, "text", "tasks")


def matter_of(edition: Edition) -> str:
    """What deciding on an edition is: the first of a document adopts, a later one revises.

    Raises:
        ValidationError: it is said to change what is not there.
    """
    others = Edition.objects.holding_some_time().filter(document=edition.document_id)
    others = others.exclude(pk=edition.pk)
    if edition.valid_from is not None:
        others = others.exclude(valid_from__gte=edition.valid_from)
    is_first = not others.exists()
    if is_first and edition.matter in (Matter.REVISE, Matter.SMALL_CHANGES):
        raise ValidationError(
            {"matter": _("There is no earlier edition to change: this one is adopted as new.")}
        )
    return edition.matter or (Matter.ADOPT if is_first else Matter.REVISE)


def uphold_edition(by: Actor, record: Edition, stored: Edition | None) -> None:
    """Raises:
    ValidationError: no rule of the day lets who adopted it do so.
    """
    if record.status not in DECIDED:
        return
    was_decided = stored is not None and stored.status in DECIDED
    if was_decided and _says_the_same(record, stored, OF_AN_EDITION):
        return
    matter = matter_of(record)
    on = record.adopted_on or record.valid_from
    if on is None:
        _require_some_decider(record.adopted_by, record.adopted_otherwise)
        return
    decision = Decision(on, record.adopted_by, record.recommended_by)
    kinds = [record.document.kind]
    require_authority(decision, kinds, matter=matter, exception=record.adopted_otherwise)


def uphold_body(by: Actor, record: Body, stored: Body | None) -> None:
    """Who creates bodies also ends them, and decides that one goes on.

    A last day that was told when the body was created needs no decision of its own.

    Raises:
        ValidationError: a rule says who creates bodies, and somebody else did, or nobody.
    """
    if stored is None or not _says_the_same(record, stored, OF_A_BODY):
        on = record.decided_on or record.valid_from
        with _told_at("decided_by"):
            _uphold(on, record.decided_by, record.decided_otherwise, Matter.CREATE_BODY)
    is_another_end = stored is not None and record.valid_to != stored.valid_to
    if is_another_end or not _says_the_same(record, stored or Body(), OF_AN_END):
        on = record.end_decided_on or record.valid_to
        with _told_at("end_decided_by"):
            _uphold(on, record.end_decided_by, record.end_otherwise, Matter.CREATE_BODY)


def uphold_mandate(by: Actor, record: Mandate, stored: Mandate | None) -> None:
    """Raises:
    ValidationError: a rule says who decides on mandates, and somebody else did, or nobody.
    """
    if stored is None or not _says_the_same(record, stored, OF_A_MANDATE):
        on = record.decided_on or record.valid_from
        with _told_at("decided_by"):
            _uphold(on, record.decided_by, record.decided_otherwise, Matter.MANDATE)


@contextmanager
def _told_at(field: str) -> Iterator[None]:
    """Tells what is refused at the field where it is put right."""
    try:
        yield
    except ValidationError as refused:
        raise ValidationError({field: refused.messages}) from refused


def _uphold(on: datetime.date | None, by: Body | None, exception: str, matter: Matter) -> None:
    on = on or today()
    if by is not None or rules_of(on, matter=matter).exists():
        require_authority(Decision(on, by), matter=matter, exception=exception)


def _require_some_decider(body: Body | None, exception: str) -> None:
    if not exception.strip():
        require_one_that_decides(body)


def _says_the_same(record: Any, stored: Any, names: tuple[str, ...]) -> bool:
    return all(getattr(record, name) == getattr(stored, name) for name in names)
