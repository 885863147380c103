"""What somebody forgot when an app was added: told by ``manage.py check``, and by every command."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error
from django.db.models import Model
from django.utils.module_loading import module_has_submodule

from samspill.common import house
from samspill.common.actors import ANYONE
from samspill.common.permissions import Rule


def check_the_house(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Everything that the apps should have said and did not."""
    return [*_silent_apps(), *_unruled(), *_unnamed(), *_unsearched(), *_doubled()]


def models() -> Iterator[type[Model]]:
    """Every model of ours that is written, as Django has them; a view in the database is not."""
    for config in house.ours():
        yield from (model for model in config.get_models() if model._meta.managed)


def _silent_apps() -> Iterator[CheckMessage]:
    for config in house.ours():
        if any(config.get_models()) and not _says(config):
            yield Error(
                f"The app {config.label} has models and does not say what it brings.",
                hint=f"Write {config.name.replace('.', '/')}/brings.py; see docs/adding.md.",
                obj=config.label,
                id="samspill.E001",
            )


def _says(config: AppConfig) -> bool:
    return config.module is not None and module_has_submodule(config.module, "brings")


def _unruled() -> Iterator[CheckMessage]:
    exempt = house.of_the_installation()
    for model in models():
        if not isinstance(getattr(model, "permissions", None), Rule) and model not in exempt:
            yield Error(
                f"{model._meta.label} has no rule of who may see and change it.",
                hint="Give the model `permissions`, or name it in `of_the_installation`.",
                obj=model,
                id="samspill.E002",
            )


def _unnamed() -> Iterator[CheckMessage]:
    named = house.names_of_models()
    for model in models():
        if isinstance(getattr(model, "permissions", None), Rule) and model not in named:
            yield Error(
                f"{model._meta.label} has no name on the page of permissions.",
                hint="Give it a register, or name it in `named`.",
                obj=model,
                id="samspill.E003",
            )


def _unsearched() -> Iterator[CheckMessage]:
    tables = {table for one in house.findable() for table in one.tables}
    left_out = house.not_found()
    for model in models():
        rule = getattr(model, "permissions", None)
        if not isinstance(rule, Rule) or rule.see.q(ANYONE) is False:
            continue
        if model._meta.db_table not in tables and model not in left_out:
            yield Error(
                f"Anyone may see {model._meta.label}, and the search does not know of it.",
                hint="Declare it in the app's search.py, or name it in `not_found`.",
                obj=model,
                id="samspill.E005",
            )


def _doubled() -> Iterator[CheckMessage]:
    slugs = [one.slug for brings in house.brought() for one in brings.registers]
    processes = [one.slug for brings in house.brought() for one in brings.processes]
    for what, found in (("register", slugs), ("process", processes)):
        for name, times in Counter(found).items():
            if times > 1:
                yield Error(
                    f"The {what} «{name}» is brought {times} times.",
                    hint="Give one of them another name.",
                    id="samspill.E004",
                )
