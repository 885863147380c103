"""Wrong tries slow down and lock: per account and per address, counted in the database.

A try is written down before it is judged and taken back when it was right, so that many tries at
once cannot slip past the count. What is typed as the account is counted whether or not there is
such an account, so that a lock tells nothing about who has one.

Each wrong try beyond the free ones doubles the wait. Being locked is not a try: it neither counts
nor makes the wait longer.
"""

from __future__ import annotations

import datetime
import hashlib
import unicodedata
from dataclasses import dataclass

from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import ngettext

from samspill.accounts.models import Attempt, UsedCode, normalized

Kind = Attempt.Kind
MINUTE = datetime.timedelta(minutes=1)
HOUR = datetime.timedelta(hours=1)
CODE_IS_KNOWN = datetime.timedelta(minutes=5)


@dataclass(frozen=True)
class Limit:
    """So many tries in ``window`` are free; then a wait of ``first``, doubling to ``longest``."""

    free: int
    first: datetime.timedelta
    longest: datetime.timedelta
    window: datetime.timedelta

    def wait_after(self, tries: int) -> datetime.timedelta:
        """How long to wait after the last of so many tries; nothing while some are free."""
        if tries < self.free:
            return datetime.timedelta(0)
        doublings = min(tries - self.free, 20)
        return min(self.first * 2**doublings, self.longest)


ACCOUNT = {
    Kind.PASSWORD: Limit(free=5, first=MINUTE, longest=HOUR, window=24 * HOUR),
    Kind.CODE: Limit(free=5, first=MINUTE, longest=HOUR, window=24 * HOUR),
    Kind.RESET: Limit(free=3, first=15 * MINUTE, longest=HOUR, window=2 * HOUR),
}
# A hospital's people share one address: it stands much more than an account does.
ADDRESS = {
    Kind.PASSWORD: Limit(free=50, first=MINUTE, longest=15 * MINUTE, window=HOUR),
    Kind.CODE: Limit(free=50, first=MINUTE, longest=15 * MINUTE, window=HOUR),
    Kind.RESET: Limit(free=20, first=15 * MINUTE, longest=HOUR, window=2 * HOUR),
}
KEPT = max(limit.window for limit in [*ACCOUNT.values(), *ADDRESS.values()])


class Locked(Exception):
    """No try is accepted before ``until``."""

    def __init__(self, until: datetime.datetime) -> None:
        self.until = until
        super().__init__(until.isoformat())

    @property
    def message(self) -> str:
        """How long it takes, for the reader."""
        seconds = (self.until - timezone.now()).total_seconds()
        minutes = max(1, -int(-seconds // 60))
        return ngettext(
            "There have been too many tries. Wait %(minutes)d minute, then try again.",
            "There have been too many tries. Wait %(minutes)d minutes, then try again.",
            minutes,
        ) % {"minutes": minutes}


class Enough(Locked):
    """Others have asked this often for the account: nothing more is done, and nobody is told."""


@dataclass(frozen=True)
class Try:
    """A try that has been counted; say whether it was right."""

    kind: Kind
    account: str
    pk: int

    def was_right(self) -> None:
        """Takes back this try, and forgets the account's wrong ones of the same kind.

        The address's other tries stand: else one good account would let it go on guessing.
        """
        Attempt.objects.filter(kind=self.kind, account=self.account).delete()


def begin(kind: Kind, *, account: str, address: str) -> Try:
    """Counts a try before it is judged.

    Args:
        account: what was typed, or the user's e-mail address.
        address: where it comes from.

    Raises:
        Locked: it is not even judged.
        Enough: a new password has been asked for this often, but not from here.
    """
    name = digest_of(account)
    with transaction.atomic():
        _alone(f"{kind} {name}", f"{kind} {address}")
        # Once it is this one's turn: a time from before the wait would be older than the tries.
        now = timezone.now()
        tries = Attempt.objects.filter(kind=kind)
        ends = [
            _locked_until(ACCOUNT[kind], tries.filter(account=name), now),
            _locked_until(ADDRESS[kind], tries.filter(address=address), now),
        ]
        until = max((end for end in ends if end), default=None)
        here = tries.filter(account=name, address=address)
        is_others = kind == Kind.RESET and not ends[1]
        is_others = is_others and not _locked_until(ACCOUNT[kind], here, now)
        if until is None:
            made = Attempt.objects.create(kind=kind, account=name, address=address, at=now)
    prune()
    if until:
        raise Enough(until) if is_others else Locked(until)
    return Try(kind, name, made.pk)


def forget(kind: Kind, *, account: str) -> None:
    """The account's owner has proved who they are in another way."""
    Attempt.objects.filter(kind=kind, account=digest_of(account)).delete()


def prune(now: datetime.datetime | None = None) -> int:
    """Removes what no limit counts any longer; returns how many rows."""
    now = now or timezone.now()
    tries = _remove(Attempt.objects.filter(at__lt=now - KEPT))
    return tries + _remove(UsedCode.objects.filter(at__lt=now - CODE_IS_KNOWN))


def use_code(user_id: int, code: str) -> bool:
    """Whether the code from an app is used for the first time, however it is typed."""
    digits = "".join(sign for sign in unicodedata.normalize("NFKC", code) if sign.isdigit())
    given = salted_hmac("samspill.accounts.code", digits, algorithm="sha256").hexdigest()
    _, is_first = UsedCode.objects.get_or_create(user_id=user_id, code_digest=given)
    return is_first


def _locked_until(
    limit: Limit, tries: QuerySet[Attempt], now: datetime.datetime
) -> datetime.datetime | None:
    times = list(
        tries.filter(at__gt=now - limit.window).order_by("-at").values_list("at", flat=True)
    )
    if not times:
        return None
    until = times[0] + limit.wait_after(len(times))
    return until if until > now else None


def _remove(old: QuerySet) -> int:
    with transaction.atomic():
        found = list(old.select_for_update(skip_locked=True).values_list("pk", flat=True))
        return old.model._default_manager.filter(pk__in=found).delete()[0] if found else 0


def digest_of(account: str) -> str:
    """What is kept of what was typed as an account."""
    return salted_hmac(
        "samspill.accounts.attempt", normalized(account), algorithm="sha256"
    ).hexdigest()


def _alone(*names: str) -> None:
    """Waits until no other transaction counts any of these; the order keeps two from a deadlock."""
    keys = sorted(
        int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big", signed=True)
        for name in names
    )
    with connection.cursor() as cursor:
        for key in keys:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [key])
