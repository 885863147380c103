"""What each app's tests say of it: their module ``places.py``, found by itself."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType

TESTS = Path(__file__).resolve().parent.parent


def described() -> Iterator[ModuleType]:
    """The modules: ``FILLED`` (see ``places.py``), and ``furnish`` for what stands in a world."""
    for file in sorted(TESTS.glob("*/places.py")):
        if file.parent != Path(__file__).parent:
            yield import_module(f"tests.{file.parent.name}.places")
