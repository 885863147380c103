"""What every worker needs is loaded once, in the process that they are forked from.

Django loads addresses, templates and translations when the first request asks for them: in each
worker anew, while somebody waits, and in memory that no two of them share.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.template.loader import get_template
from django.urls import get_resolver
from django.utils import formats, translation

PACKAGE = Path(__file__).parent


def application() -> Any:
    """The application, with all that a request may ask for; those who are forked share it.

    Asks the database nothing: a connection must never be shared.
    """
    made = get_wsgi_application()
    load()
    gc.collect()
    # To be looked through for garbage is to be written to: each worker would get its own copy.
    gc.freeze()
    return made


def load() -> None:
    """Addresses with all that they import, texts and formats by language, and our templates."""
    for code, _ in settings.LANGUAGES:
        with translation.override(code):
            get_resolver()._populate()
            formats.get_format("DATE_FORMAT")
    for name in templates():
        get_template(name)


def templates() -> Iterator[str]:
    """The names of the pages' templates in our apps, as Django knows them."""
    for app in apps.get_app_configs():
        folder = Path(app.path) / "templates"
        if folder.is_relative_to(PACKAGE):
            yield from (str(file.relative_to(folder)) for file in folder.rglob("*.html"))
