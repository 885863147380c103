"""What somebody forgot when a process was added; see ``common/checks.py``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.checks import CheckMessage, Error

from samspill.commitments.models import OwedThing
from samspill.common.checks import models
from samspill.common.house import brought


def check_the_processes(app_configs: Any, **kwargs: Any) -> Iterator[CheckMessage]:
    """Things that can be owed, of which no process that is brought tells."""
    about = {process.about for brings in brought() for process in brings.processes}
    for model in models():
        if issubclass(model, OwedThing) and model not in about:
            yield Error(
                f"{model._meta.label} ties commitments to things, and no process is about it.",
                hint="Name the process in `processes` of the app's brings.py.",
                obj=model,
                id="samspill.E006",
            )
