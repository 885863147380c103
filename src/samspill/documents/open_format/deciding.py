"""That no folder says that somebody decided what they may not (``documents/authority.py``).

What a folder does not tell (who decided, or when) is held against no rule: it is not entered.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property

from samspill.bodies.models import Body as BodyModel
from samspill.bodies.open_format.types import Body, Mandate
from samspill.common.open_format.base import Key, Where
from samspill.common.open_format.faults import Faults
from samspill.common.open_format.folder import Folder
from samspill.common.open_format.types import Source
from samspill.documents.authority import ADVISING
from samspill.documents.open_format.types import AuthorityRule, Document, Edition
from samspill.documents.states import OF_DOCUMENTS, Matter

ADVISES = {kind.value for kind in ADVISING}
DECIDED = ("adopted", "in_force", "superseded")


@dataclass(frozen=True)
class Decided:
    """What a file says was decided: where, when, by which body, and by what exception."""

    where: Where
    on: datetime.date | None
    by: Key | None
    each_party: bool = False
    recommended_by: Key | None = None
    tells_recommendation: bool = True
    """False where nobody can tell from the folder whether it was recommended before."""
    otherwise: str = ""


class RulesInFolder:
    """Who may decide what, as the folder says."""

    def __init__(self, folder: Folder) -> None:
        self.rules = folder.every(AuthorityRule)
        self.bodies = {one.id: one for one in folder.every(Body)}
        self.years = {one.id: one.year for one in folder.every(Source)}
        documents = folder.every(Document)
        self.editions = {(d.id, e.id): e for d in documents for e in d.editions}

    @cached_property
    def after(self) -> dict[str, list[str]]:
        """Which bodies took over from each."""
        found: dict[str, list[str]] = defaultdict(list)
        for body in self.bodies.values():
            for one in body.predecessors:
                found[one.body].append(body.id)
        return found

    def refuse(
        self,
        decided: Decided,
        faults: Faults,
        matter: str = "",
        kinds: Collection[str] = (),
        rule: Key | None = None,
    ) -> None:
        """Adds a fault where somebody decided who may not, by a rule or by those of a matter."""
        if decided.otherwise or not (decided.by or decided.each_party):
            return
        rules = self._asked(decided.on, matter, kinds, rule) if decided.on else []
        if not rules:
            self._doubt_advice(decided, faults)
            return
        lets = [one for one in rules if self._lets(one, decided)]
        if not lets:
            told = "; or ".join(_in_words(one) for one in rules)
            who = decided.by or "each party itself"
            faults.error(decided.where, f"{who} may not decide this on {decided.on}", told)
        elif decided.tells_recommendation and not any(
            self._is_recommended(one, decided.recommended_by) for one in lets
        ):
            told = "; or ".join(_in_words(one) for one in lets)
            faults.error(decided.where, "it was decided without the recommendation", told)

    def _asked(
        self, on: datetime.date, matter: str, kinds: Collection[str], rule: Key | None
    ) -> list[AuthorityRule]:
        found = [one for one in self.rules if self._holds(one, on)]
        if rule is not None:
            return [one for one in found if one.id == rule]
        if matter not in OF_DOCUMENTS:
            return [one for one in found if one.matter == matter]
        matters = OF_DOCUMENTS[Matter(matter)]
        return [
            one for one in found
            if (one.matter or "") in matters and set(one.document_kinds) & set(kinds)
        ]  # fmt: skip

    def _holds(self, rule: AuthorityRule, on: datetime.date) -> bool:
        if not (rule.valid_from or on) <= on <= (rule.valid_to or on):
            return False
        if rule.edition is None:
            return True
        edition = self.editions.get((rule.document or "", rule.edition))
        if edition is None or not holds_some_time(edition):
            return False
        days = edition.known(self.years.get(edition.source or ""))
        return (days.valid_from or on) <= on <= (days.valid_to or on)

    def _lets(self, rule: AuthorityRule, decided: Decided) -> bool:
        if decided.by is None:
            return rule.decider != "body"
        return rule.decider == "body" and decided.by in self._standing(rule.bodies)

    def _is_recommended(self, rule: AuthorityRule, by: Key | None) -> bool:
        if by is None:
            return not rule.recommending_bodies or rule.recommendation_optional
        return not rule.recommending_bodies or by in self._standing(rule.recommending_bodies)

    def _standing(self, bodies: Iterable[str]) -> set[str]:
        """Those bodies and all that took over from them."""
        found, waiting = set[str](), list(bodies)
        while waiting:
            one = waiting.pop()
            if one not in found:
                found.add(one)
                waiting += self.after.get(one, [])
        return found

    def _doubt_advice(self, decided: Decided, faults: Faults) -> None:
        """Warns of it: no rule of the folder is broken, and what was done is told as it was."""
        body = self.bodies.get(decided.by or "")
        advises = BodyModel.DecisionMode.ADVISORY.value
        if body is not None and (body.decision_mode == advises or body.kind in ADVISES):
            faults.warn(
                decided.where,
                f"{body.id} gives advice, and no rule in force lets it decide",
                "name the body that decided, or say why it was decided otherwise",
            )


def check_decided(folder: Folder, faults: Faults) -> None:
    """Adds the faults of editions, bodies and mandates that somebody decided who may not."""
    rules = RulesInFolder(folder)
    for document in folder.every(Document):
        for edition in document.editions:
            if edition.status in DECIDED:
                decided = Decided(
                    edition.where, edition.adopted_on or edition.valid_from, edition.adopted_by,
                    edition.adopted_by_each_party, edition.recommended_by,
                    otherwise=edition.adopted_otherwise,
                )  # fmt: skip
                rules.refuse(decided, faults, _matter_of(document, edition), [document.kind])
    for body in rules.bodies.values():
        rules.refuse(_decided(body), faults, Matter.CREATE_BODY)
        rules.refuse(_end_decided(body), faults, Matter.CREATE_BODY)
        for mandate in body.mandates:
            rules.refuse(_decided(mandate), faults, Matter.MANDATE)


def _decided(record: Body | Mandate) -> Decided:
    on = record.decided_on or record.valid_from
    return Decided(record.where, on, record.decided_by, otherwise=record.decided_otherwise)


def _end_decided(body: Body) -> Decided:
    on = body.end_decided_on or body.valid_to
    return Decided(body.where, on, body.end_decided_by, otherwise=body.end_otherwise)


def holds_some_time(edition: Edition) -> bool:
    """Whether the edition is, was or will be in force in its period."""
    return edition.status in {"in_force", "superseded"} or (
        edition.status in {"adopted", "withdrawn"} and edition.valid_from is not None
    )


def _matter_of(document: Document, edition: Edition) -> str:
    if edition.matter:
        return edition.matter
    first = edition.valid_from
    others = [one for one in document.editions if one is not edition and holds_some_time(one)]
    began = [one.valid_from is None or first is None or one.valid_from < first for one in others]
    return Matter.REVISE if any(began) else Matter.ADOPT


def _in_words(rule: AuthorityRule) -> str:
    """Who may, and where that stands."""
    who = " or ".join(rule.bodies) or rule.decider_outside or "each party itself"
    needs = " or ".join(rule.recommending_bodies)
    if needs and not rule.recommendation_optional:
        who = f"{who}, on the recommendation of {needs}"
    clause = f"{rule.document or ''} {rule.clause}".strip()
    return f"{who} ({clause})" if clause else who
