"""Uploaded files: read for a backup while they may change, put back all at once."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from samspill.operations.archive import CHUNK
from samspill.operations.manifest import inside

STAGING = ".restoring"
BEFORE = ".before-restore"


def walk(folder: Path) -> Iterator[tuple[str, Path]]:
    """Every ordinary file below a folder, in a fixed order; links are not followed."""
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(filter(_is_text, folders))
        for name in sorted(files):
            path = Path(place) / name
            if path.is_file() and not path.is_symlink() and _is_text(name):
                yield path.relative_to(folder).as_posix(), path


def others(folder: Path) -> list[str]:
    """What ``walk`` leaves out: links, special files and names that are no text."""
    found = []
    for place, folders, files in os.walk(folder):
        for name in [*folders, *files]:
            path = Path(place) / name
            ordinary = path.is_file() or path.is_dir()
            if path.is_symlink() or not ordinary or not _is_text(name):
                relative = os.fsencode(path.relative_to(folder).as_posix())
                found.append(relative.decode(errors="backslashreplace"))
    return sorted(found)


def _is_text(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


class FileReading:
    """One file, read in pieces; knows afterwards whether it changed meanwhile."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.file = os.fdopen(os.open(path, os.O_RDONLY | os.O_NOFOLLOW), "rb")
        self.before = self._state()

    def chunks(self) -> Iterator[bytes]:
        with self.file:
            full = True
            while full and (chunk := self.file.read(CHUNK)):
                # A short one was the end, whatever has been added since.
                full = len(chunk) == CHUNK
                yield chunk
            self.after = self._state()

    @property
    def changed(self) -> bool:
        return self.before != self.after

    def _state(self) -> tuple[int, int]:
        state = os.fstat(self.file.fileno())
        return state.st_size, state.st_mtime_ns


class Staging:
    """A folder beside the real one, filled first and then swapped in.

    A folder that a crash left is cleared by the next ``Staging`` of the same place.
    """

    def __init__(self, target: Path) -> None:
        self.target = target.resolve()
        self.folder = self.target.with_name(self.target.name + STAGING)
        self.before = self.target.with_name(self.target.name + BEFORE)
        self.swapped = False

    def open(self) -> None:
        self.discard()
        self.folder.mkdir(parents=True, mode=0o755)

    def append(self, path: str, content: bytes) -> None:
        """Adds to a file, which is made when it is not there."""
        place = self.folder / inside(path)
        place.parent.mkdir(parents=True, exist_ok=True)
        flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW
        with os.fdopen(os.open(place, flags, 0o644), "ab") as file:
            file.write(content)

    def sha256(self, path: str) -> str:
        with (self.folder / inside(path)).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()

    def swap(self) -> None:
        """The new folder takes the real one's place; what was there stays beside it."""
        for place, _, files in os.walk(self.folder):
            for name in files:
                _flush(Path(place) / name)
            _flush(Path(place))
        if self.target.exists():
            os.rename(self.target, self.before)
        os.rename(self.folder, self.target)
        self.swapped = True
        _flush(self.target.parent)

    def swap_back(self) -> None:
        if self.swapped:
            os.rename(self.target, self.folder)
            if self.before.exists():
                os.rename(self.before, self.target)
            self.swapped = False

    def discard(self) -> None:
        """Removes what was not swapped in, and an earlier folder that held nothing."""
        if self.swapped and self.before.exists() and not any(self.before.iterdir()):
            self.before.rmdir()
        if self.folder.exists():
            shutil.rmtree(self.folder)


def _flush(path: Path) -> None:
    """Waits until a file's or folder's content is on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
