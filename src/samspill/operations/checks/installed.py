"""What is built when Samspill is installed: static files and translations."""

from __future__ import annotations

import gettext
import json
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders

from samspill.operations.findings import Finding, ok, wrong

COLLECT = "make assets, then .venv/bin/python manage.py collectstatic --no-input"


def static_files() -> Iterator[Finding]:
    """Built, and collected under names that tell their content."""
    if not settings.STATICFILES_DIRS:
        yield wrong("static files", "Style sheets and scripts are not built.", COLLECT)
        return
    root = Path(settings.STATIC_ROOT)
    try:
        listed = json.loads((root / "staticfiles.json").read_text(encoding="utf-8"))["paths"]
    except (OSError, ValueError, KeyError, TypeError):
        yield wrong("static files", f"None are collected in {root}.", COLLECT)
        return
    if lost := sorted(name for name in listed.values() if not (root / name).is_file()):
        yield wrong("static files", f"{len(lost)} are missing, such as {lost[0]}.", COLLECT)
        return
    sources = {name for finder in get_finders() for name, _ in finder.list(_not_collected())}
    if new := sorted(sources - set(listed)):
        yield wrong("static files", f"{len(new)} are not collected, such as {new[0]}.", COLLECT)
        return
    yield ok("static files", f"{len(listed)} are collected.")


def _not_collected() -> list[str]:
    """The names that collectstatic passes over too."""
    config: Any = apps.get_app_config("staticfiles")
    return list(config.ignore_patterns)


def translations() -> Iterator[Finding]:
    """Compiled, for each language that is not the source's."""
    languages = [code for code, _ in settings.LANGUAGES if code != "en"]
    for folder in settings.LOCALE_PATHS:
        for code in languages:
            path = Path(folder) / code / "LC_MESSAGES" / "django.mo"
            try:
                with path.open("rb") as file:
                    gettext.GNUTranslations(file)
            except (OSError, ValueError, struct.error) as problem:
                reason = "is missing" if isinstance(problem, FileNotFoundError) else "is damaged"
                yield wrong("translations", f"{path} {reason}.", "make messages")
                return
    yield ok("translations", f"Compiled: {', '.join(languages)}.")
