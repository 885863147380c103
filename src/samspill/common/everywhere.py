"""What a job does in every helsefellesskap: one that fails does not keep the others from it."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.db import transaction
from django_scopes import scope

from samspill.common import content
from samspill.common.models import Partnership

log = logging.getLogger("samspill.jobs")


def everywhere(do: Callable[[Partnership], int]) -> int:
    """Does something in each helsefellesskap, each in a transaction of its own.

    Returns:
        The sum of what ``do`` returns.

    Raises:
        ExceptionGroup: it failed somewhere; the others are done, and the job is tried again.
    """

    def whole(partnership: Partnership) -> int:
        with transaction.atomic(), content.told_once():
            return do(partnership)

    return bit_by_bit_everywhere(whole)


def bit_by_bit_everywhere(do: Callable[[Partnership], int]) -> int:
    """:func:`everywhere` for what has transactions of its own: what was done before it failed stays
    done."""
    done, failed = 0, []
    for partnership in Partnership.objects.order_by("pk"):
        try:
            with scope(partnership=partnership):
                done += do(partnership)
        except Exception as error:
            log.exception("Failed for %s", partnership.slug)
            failed.append(error)
    if failed:
        raise ExceptionGroup("failed in some helsefellesskap", failed)
    return done
