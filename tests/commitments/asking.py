"""A process of the tests' own, unheard of by the ledger; its table is made by the test."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, models

from samspill.commitments import processes
from samspill.commitments.models import OwedThing
from samspill.common.models import Partnership, Source

ASKED = "asked"


class OwedSource(OwedThing):
    """That somebody owes something about a source."""

    thing = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="+")

    class Meta(OwedThing.Meta):
        app_label = "asking"


@contextmanager
def asking(**more: Any) -> Iterator[processes.Process]:
    """Makes the process known, and its table in the transaction of the test."""
    with connection.schema_editor() as editor:
        editor.create_model(OwedSource)
    yield asks(**more)
    del processes._processes[ASKED]


def asks(**more: Any) -> processes.Process:
    """The process, declared anew with more to it."""
    return processes.register(processes.Process(ASKED, "Asked", OwedSource, **more))


def thing(partnership: Partnership, name: str) -> Source:
    """The source of that name."""
    found, _made = Source.objects.get_or_create(partnership=partnership, slug=name, title=name)
    return found
