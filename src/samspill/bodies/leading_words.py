"""What is said of an office that has a rule or goes round, and where it is not as it should be."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samspill.bodies.leading import Led
from samspill.bodies.models import Office
from samspill.bodies.turns import Holder, OfficeOf
from samspill.common.moments import in_full
from samspill.parties.models import Party


class OfficeTold(NamedTuple):
    """An office in words: what is asked of it, and what seems wrong."""

    body: int
    office: str
    told: list[str]
    doubts: list[str]


def told_of(led: Led) -> OfficeTold:
    """What a page says of an office; what it says is wrong is a doubt, not a judgement."""
    told = [*_rule(led), *_round(led)]
    return OfficeTold(led.body, led.office, told, [*_of_rule(led), *_of_round(led)])


def _rule(led: Led) -> list[str]:
    rule, said = led.rule, []
    if rule is None:
        return []
    numbers = {"office": led.kind.label, "count": rule.at_once}
    if rule.at_once > 1 and rule.each_side:
        said.append(_("%(office)s: %(count)d at once, one from each side.") % numbers)
    elif rule.at_once > 1:
        said.append(_("%(office)s: %(count)d at once.") % numbers)
    if 0 < len(led.holders) < rule.at_once:
        entered = {**numbers, "entered": len(led.holders)}
        said.append(_("%(entered)d of %(count)d are entered.") % entered)
    if whom := _may(led):
        said.append(
            _("%(office)s comes from: %(whom)s.") % {"office": led.kind.label, "whom": whom}
        )
    return [*said, rule.text] if rule.text else said


def _may(led: Led) -> str:
    """Those who may hold it by the rule, as a list in words."""
    if led.rule is None:
        return ""
    names = [led.named(one) for one in led.rule.whom]
    kind = [str(Party.Kind(led.rule.kind).label).lower()] if led.rule.kind else []
    return _either([*names, *kind])


def _round(led: Led) -> list[str]:
    cycle = led.cycle
    if cycle is None:
        return []
    if cycle.opposite:
        words = {"office": led.kind.label, "other": _office(led, cycle.opposite)}
        said = [_("%(office)s comes from another side than %(other)s.") % words]
        if led.due:
            said.append(_("Now that is %(whose)s.") % {"whose": _whom(led, led.due.whom)})
        return said
    words = {"office": led.kind.label, "whom": _and([led.named(one) for one in cycle.order])}
    months = cycle.months or 0
    goes = ngettext(
        "%(office)s goes round every month", "%(office)s goes round every %(months)d months", months
    ) % {**words, "months": months}
    said = [_("%(goes)s: %(whom)s.") % {"goes": goes, **words} if cycle.order else f"{goes}."]
    if led.due and led.due.turn:
        turn = led.due.turn
        first, last = (in_full(day) for day in (turn.first, turn.last))
        now = {"whose": led.named(turn.whose), "first": first, "last": last}
        said.append(_("Now it is the turn of %(whose)s, %(first)s–%(last)s.") % now)
    elif cycle.starts_on:
        begins = {"date": in_full(cycle.starts_on)}
        said.append(_("The first turn is from %(date)s.") % begins)
    elif cycle.order:
        said.append(_("It is not entered when the first turn began."))
    return said


def _of_round(led: Led) -> list[str]:
    if led.due is None:
        return []
    wrong = [one for one in led.holders if one.is_none_of(led.due.whom)]
    if led.rule and led.rule.at_once > 1 and len(wrong) < len(led.holders):
        return []
    if led.due.opposite:
        said = _("%(office)s is entered from %(from)s (%(seat)s), the same side as %(other)s.")
    else:
        said = _(
            "By the rotation it is the turn of %(whose)s. %(office)s is entered from %(from)s "
            "(%(seat)s)."
        )
    return [said % _words(led, one, led.due.whom, led.due.opposite) for one in wrong]


def _of_rule(led: Led) -> list[str]:
    rule = led.rule
    if rule is None:
        return []
    wrong = [one for one in led.holders if one.is_none_of(rule.whom, rule.kind)]
    said = _("%(office)s is entered from %(from)s (%(seat)s). By the rule it is from: %(may)s.")
    doubts = [said % {**_words(led, one, rule.whom), "may": _may(led)} for one in wrong]
    sides = [one.side for one in led.holders if one.side]
    if rule.each_side and len(sides) > 1 and len(set(sides)) < len(sides):
        words = {
            "office": led.kind.label,
            "sides": _and([led.named(one) for one in sorted(set(sides))]),
        }
        doubts.append(
            _(
                "%(office)s: those entered come from %(sides)s. "
                "The rule asks for one from each side."
            )
            % words
        )
    if len(led.holders) > rule.at_once:
        counts = {"office": led.kind.label, "held": len(led.holders), "count": rule.at_once}
        doubts.append(
            _("%(office)s: %(held)d are entered at once. The rule says %(count)d.") % counts
        )
    return doubts


def _words(
    led: Led, holder: Holder, whom: Collection[str], other: OfficeOf | None = None
) -> dict[str, str]:
    comes_from = holder.side or next(iter(sorted(holder.tied)), "")
    if holder.side in {led.areas[one].side for one in whom if one in led.areas}:
        comes_from = next(iter(sorted(holder.tied)), comes_from)
    return {
        "office": str(led.kind.label),
        "from": led.named(comes_from),
        "seat": holder.label,
        "whose": _whom(led, whom),
        "other": _office(led, other) if other else "",
    }


def _whom(led: Led, whom: Collection[str]) -> str:
    return _either([led.named(one) for one in sorted(whom)])


def _office(led: Led, of: OfficeOf) -> str:
    body, office = of
    words = {"office": str(Office.Kind(office).label).lower(), "body": led.bodies.get(body, "")}
    return words["office"] if body == led.body else _("%(office)s in %(body)s") % words


def _and(names: list[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return _("%(first)s and %(last)s") % {"first": ", ".join(names[:-1]), "last": names[-1]}


def _either(names: list[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return _("%(first)s or %(last)s") % {"first": ", ".join(names[:-1]), "last": names[-1]}
