"""Where files lie: under MEDIA_ROOT, by names that say nothing, and none that no row names.

A file is written before the row that names it is committed, so that a row never names what is not
there. Whether it stays is asked of the database afterwards (``kept_if_named``): Django tells of a
commit but of no rollback. What a crash left is removed by a job (``forget_unnamed``).
"""

from __future__ import annotations

import logging
import os
import re
import secrets
import shutil
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import IO

from django.conf import settings
from django.db import DatabaseError

logger = logging.getLogger(__name__)

Named = Callable[[Collection[str]], Collection[str]]
NAME = re.compile(r"[0-9a-f]{32}")
LEFT_FOR = 24 * 3600
"""How many seconds a file that no row names is let be: its transaction may still go on."""
AT_ONCE = 500

_folders: dict[str, Named] = {}
_written: ContextVar[list[tuple[str, str]] | None] = ContextVar("written", default=None)


def register(folder: str, named: Named) -> None:
    """Makes a folder under MEDIA_ROOT known.

    Args:
        named: those among some names that rows of any helsefellesskap name.
    """
    _folders[folder] = named


def path_of(folder: str, name: str) -> Path:
    """Where a file lies.

    Raises:
        ValueError: no name that was given here.
    """
    if not NAME.fullmatch(name):
        raise ValueError(f"no name of a stored file: {name!r}")
    return Path(settings.MEDIA_ROOT) / folder / name[:2] / name


def write(folder: str, content: IO[bytes]) -> str:
    """Writes a file, down to the disk, and returns the name that it got.

    Within ``kept_if_named`` it is removed again unless a row names it in the end.
    """
    name = secrets.token_hex(16)
    written = _written.get()
    if written is not None:
        written.append((folder, name))
    place = path_of(folder, name)
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o750)
    content.seek(0)
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW
    with os.fdopen(os.open(place, flags, 0o640), "wb") as file:
        shutil.copyfileobj(content, file)
        file.flush()
        os.fsync(file.fileno())
    descriptor = os.open(place.parent, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    return name


@contextmanager
def kept_if_named() -> Iterator[None]:
    """Removes afterwards what was written within and that no row names.

    Goes around a transaction. Within another one it leaves the looking to that.
    """
    if _written.get() is not None:
        yield
        return
    written: list[tuple[str, str]] = []
    token = _written.set(written)
    try:
        yield
    finally:
        _written.reset(token)
        if written:
            _remove_unnamed(written)


def _remove_unnamed(written: list[tuple[str, str]]) -> None:
    for folder in {folder for folder, _name in written}:
        remove_unnamed(folder, [name for held, name in written if held == folder])


def remove_unnamed(folder: str, names: Collection[str]) -> None:
    """Removes those among some files that no row names (any more)."""
    try:
        left = set(names) - set(_folders[folder](names))
    except DatabaseError:
        # Nobody knows whether the rows are there. The job asks again.
        logger.warning("files in %s are left to the job: the database does not answer", folder)
        return
    for name in left:
        path_of(folder, name).unlink(missing_ok=True)


def forget_unnamed() -> int:
    """Removes the files that no row names and that are older than a day.

    What is called otherwise than files are here, and links, are let be.

    Returns:
        how many they were.
    """
    count = 0
    for folder, named in _folders.items():
        old = list(_old_in(folder))
        for start in range(0, len(old), AT_ONCE):
            names = old[start : start + AT_ONCE]
            for name in set(names) - set(named(names)):
                path_of(folder, name).unlink(missing_ok=True)
                count += 1
    return count


def _old_in(folder: str) -> Iterator[str]:
    before = time.time() - LEFT_FOR
    for place, _folders_within, files in os.walk(Path(settings.MEDIA_ROOT) / folder):
        for name in files:
            path = Path(place) / name
            if not NAME.fullmatch(name) or path != path_of(folder, name) or path.is_symlink():
                continue
            try:
                if path.stat().st_mtime < before:
                    yield name
            except FileNotFoundError:
                continue
