"""One press that reminds: a letter now to whoever answers for what somebody has chosen."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samspill.commitments import reach
from samspill.commitments.models import Commitment
from samspill.commitments.reminding import LISTED, letter, line
from samspill.common import audit
from samspill.common.actors import Actor
from samspill.common.models import Partnership, today
from samspill.common.permissions import require
from samspill.mail.actions import write

NAMED = 10
"""How many that cannot be reached are named."""


@dataclass(frozen=True)
class Nudged:
    """What came of it.

    Attributes:
        written: letters that were written now.
        already: people who had the same letter today.
        silent: people who want no e-mail; they see it in their inbox.
        unreached: those who owe something and have nobody to write to, by name.
    """

    written: int
    already: int
    silent: int
    unreached: tuple[str, ...]


@transaction.atomic
def nudge(*, by: Actor, partnership: Partnership, commitments: Collection[Commitment]) -> Nudged:
    """Writes to everybody who answers for any of ``commitments``; once a day for the same ones.

    Whoever has said no to e-mail gets none. One query for each kind of role, whatever the number
    of commitments, and one letter for each person.

    Raises:
        NotAllowed: the actor may not keep one of them.
    """
    for commitment in commitments:
        require(by, "change", commitment)
    date = today()
    letters, reached_keys, left_alone = [], set(), 0
    with translation.override(partnership.language):
        for reached in reach.reminded_on(date):
            found = [one for one in commitments if _answers_for(reached, one)]
            if not found:
                continue
            reached_keys |= {one.pk for one in found}
            if reached.is_silent:
                left_alone += 1
                continue
            marks = ",".join(str(one.pk) for one in sorted(found, key=lambda one: one.pk))
            digest = hashlib.sha256(marks.encode()).hexdigest()[:16]
            letters.append(
                letter(
                    partnership,
                    reached,
                    key=f"nudge/{partnership.pk}/{reached.person.pk}/{date}/{digest}",
                    subject=_("a reminder from the secretariat"),
                    lines=[line(partnership, one, date) for one in found[:LISTED]],
                    more=max(len(found) - LISTED, 0),
                )
            )
    written = write(letters)
    keys = sorted(one.pk for one in commitments)
    audit.record_change(by=by, action="remind", about=partnership, detail={"commitments": keys})
    return Nudged(
        written=written,
        already=len(letters) - written,
        silent=left_alone,
        unreached=_names(one for one in commitments if one.pk not in reached_keys),
    )


def _names(commitments: Iterable[Commitment]) -> tuple[str, ...]:
    """Who owes them, each once; reads prefetched ``owners``."""
    names = (str(owner) for commitment in commitments for owner in commitment.owners.all())
    return tuple(dict.fromkeys(names))


def _answers_for(reached: reach.Reached, commitment: Commitment) -> bool:
    """Reads prefetched ``owners``."""
    return any(reached.answers_for(owner) for owner in commitment.owners.all())


def in_words(came: Nudged) -> str:
    """What to tell whoever pressed."""
    words = []
    if came.written:
        told = ngettext(
            "One person is reminded by e-mail.",
            "%(count)s people are reminded by e-mail.",
            came.written,
        )
        words.append(told % {"count": came.written})
    else:
        words.append(_("Nobody is reminded by e-mail now."))
    if came.already:
        had = ngettext(
            "%(count)s has had the same reminder today already.",
            "%(count)s had the same reminder today already.",
            came.already,
        )
        words.append(had % {"count": came.already})
    if came.silent:
        silent = ngettext(
            "%(count)s wants no e-mail; it stands in the inbox.",
            "%(count)s want no e-mail; it stands in their inbox.",
            came.silent,
        )
        words.append(silent % {"count": came.silent})
    if came.unreached:
        words.append(_("There is no e-mail address to write to for %(who)s.")
                     % {"who": listed(came.unreached)})  # fmt: skip
        words.append(
            _("Add a contact person with an e-mail address under «People and roles»; of a body, "
              "who sits there.")
        )  # fmt: skip
    return " ".join(words)


def listed(names: Sequence[str]) -> str:
    """The first of them by name, and how many more there are."""
    shown = ", ".join(names[:NAMED])
    more = len(names) - NAMED
    if more <= 0:
        return shown
    return _("%(names)s and %(count)s more") % {"names": shown, "count": more}
