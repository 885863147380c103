"""What is written and stands in no file of the open format: told by ``manage.py check``.

A helsefellesskap that moves takes along what stands in files, and nothing else. So what an app
forgets to export is told when it is added, and not when somebody misses it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from django.core.checks import CheckMessage, Error
from django.db.models import Field, Model

from samspill.common import house
from samspill.common.open_format.declared import declared
from samspill.common.open_format.kind import RecordKind
from samspill.common.open_format.kinds import PARTNERSHIP


def check_the_files(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Everything that the apps write and forget to export."""
    kinds = declared()
    return [*_models(kinds), *_fields(kinds), *_places(kinds), *_references(kinds)]


def _models(kinds: Iterable[RecordKind]) -> Iterator[CheckMessage]:
    carried = {PARTNERSHIP.model, *(kind.model for kind in kinds), *house.of_the_installation()}
    for brings in house.brought():
        carried.update(brings.reported, brings.not_exported)
        carried.update(*(process.exported for process in brings.processes))
    for config in house.ours():
        for model in config.get_models():
            if model._meta.managed and model not in carried:
                yield Error(
                    f"{model._meta.label} is written, and nothing exports it.",
                    hint="Declare it in the app's open_format/kinds.py, or by `in_files` of its "
                    "process, or name it in `not_exported` of brings.py with the reason.",
                    obj=model,
                    id="samspill.E007",
                )


def _fields(kinds: Iterable[RecordKind]) -> Iterator[CheckMessage]:
    for kind in (PARTNERSHIP, *kinds):
        fields = _fields_of(kind.model)
        for name in fields.keys() - kind.carried - kind.not_exported.keys():
            yield Error(
                f"{kind.model._meta.label}.{name} is written, and no file has it.",
                hint=f"Give {kind.type.__module__}.{kind.type.__name__} the attribute, or name it "
                f"in `not_exported` of the kind «{kind.name}» with the reason.",
                obj=kind.model,
                id="samspill.E008",
            )
        for name in (kind.carried | kind.not_exported.keys()) - fields.keys():
            yield _wrong(kind, f"names {name}, which is no field of {kind.model._meta.label}")
        for name in kind.carried & kind.not_exported.keys():
            yield _wrong(kind, f"exports {name} and says that it does not")


def _fields_of(model: type[Model]) -> dict[str, Field]:
    """The fields of a model by name, without those that every row has."""
    fields = [*model._meta.fields, *model._meta.many_to_many]
    return {one.name: one for one in fields if not one.primary_key and one.name != "partnership"}


def _places(kinds: Iterable[RecordKind]) -> Iterator[CheckMessage]:
    inner = Counter(name for kind in kinds for name in (*kind.children.values(), *kind.identities))
    names = Counter(kind.name for kind in kinds)
    for kind in kinds:
        if names[kind.name] > 1:
            yield _wrong(kind, "is declared twice")
        if inner[kind.name] + bool(kind.place) != 1:
            yield _wrong(kind, "must stand in one place of a folder, or within one other kind")
        if bool(kind.place) == bool(kind.parent):
            yield _wrong(kind, "must name the column of its parent, if it stands within another")
    for name in inner.keys() - names.keys():
        yield Error(f"No kind of record is called «{name}».", id="samspill.E009")


def _references(kinds: Iterable[RecordKind]) -> Iterator[CheckMessage]:
    models = {kind.name: kind.model for kind in kinds}
    for kind in kinds:
        named = {**kind.pointers, **kind.many}
        for name, field in _fields_of(kind.model).items():
            if name not in kind.carried or name == kind.parent or not field.is_relation:
                continue
            if field.related_model is not models.get(named.get(name, "")):
                yield _wrong(kind, f"must say which kind {name} refers to, with KindReference")


def _wrong(kind: RecordKind, what: str) -> CheckMessage:
    return Error(
        f"The kind of record «{kind.name}» {what}.",
        hint="See common/open_format/kind.py.",
        obj=kind.model,
        id="samspill.E009",
    )
