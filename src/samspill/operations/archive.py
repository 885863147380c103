"""The backup as a file: a gzipped tar of plain members, written and read as a stream.

Everything large is cut into members of at most ``CHUNK`` bytes, so that memory stays flat both ways
and no length must be known beforehand. Any tar opens it. We read it with a reader of our own that
knows ordinary members with our own names and nothing else: a hostile file has no link, path or
extension header to work with.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import re
import tarfile
import zlib
from collections.abc import Iterator
from typing import IO, Any

CHUNK = 4 * 2**20
MANIFEST_LIMIT = 64 * 2**20
HEAD_LIMIT = 64 * 2**10
BLOCK = tarfile.BLOCKSIZE
# Text of real rows shrinks five to twenty times; zeros shrink several hundred times.
BOMB_BYTES = 256 * 2**20
BOMB_RATIO = 100

HEAD = "samspill-backup.json"
MANIFEST = "manifest.json"
TABLE = "tables/"
FILE = "files/"
PART = re.compile(r"(tables/[a-z_][a-z0-9_]{0,62}|files/[0-9]{8})/([0-9]{8})")


class BackupUnreadable(Exception):
    """The file is no whole backup; the message says where it breaks."""


class Summed:
    """SHA-256, length and lines of what has passed through."""

    def __init__(self) -> None:
        self.bytes = 0
        self.lines = 0
        self._sum = hashlib.sha256()

    def add(self, content: bytes) -> None:
        self.bytes += len(content)
        self.lines += content.count(b"\n")
        self._sum.update(content)

    @property
    def sha256(self) -> str:
        return self._sum.hexdigest()


class _SummedFile(io.RawIOBase):
    """A file that is summed as it is written."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file = file
        self.summed = Summed()

    def writable(self) -> bool:
        return True

    def write(self, content: Any) -> int:
        self.summed.add(bytes(content))
        return self.file.write(content)


class Writer:
    """Writes members to a file; ``close`` ends the archive and leaves the file open."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = _SummedFile(file)
        self._packed = gzip.GzipFile(
            filename="", mode="wb", fileobj=self._file, compresslevel=3, mtime=0
        )

    @property
    def summed(self) -> Summed:
        """Of the file itself, complete after ``close``."""
        return self._file.summed

    def member(self, name: str, content: bytes) -> None:
        entry = tarfile.TarInfo(name)
        entry.size = len(content)
        entry.mode = 0o600
        self._packed.write(entry.tobuf(format=tarfile.USTAR_FORMAT))
        self._packed.write(content)
        self._packed.write(bytes(-len(content) % BLOCK))

    def parts(self, item: str, chunks: Iterator[bytes]) -> Summed:
        """Writes an item of any length as numbered members."""
        summed = Summed()
        for number, chunk in enumerate(chunks, start=1):
            summed.add(chunk)
            self.member(f"{item}/{number:08}", chunk)
        return summed

    def close(self) -> None:
        self._packed.write(bytes(2 * BLOCK))
        self._packed.close()


def members(file: IO[bytes]) -> Iterator[tuple[str, bytes]]:
    """Name and content of each member, from the file's beginning.

    Raises Unreadable for anything that ``Writer`` would not have written.
    """
    file.seek(0)
    packed = gzip.GzipFile(fileobj=file, mode="rb")
    tables = 0
    try:
        while (entry := _header(packed)) is not None:
            content = _exactly(packed, entry.size)
            _exactly(packed, -entry.size % BLOCK)
            if entry.name.startswith(TABLE):
                tables += entry.size
                if tables > BOMB_BYTES and tables > BOMB_RATIO * file.tell():
                    raise BackupUnreadable(
                        "It unpacks to far more than rows of a database could: it is no honest "
                        "backup."
                    )
            yield entry.name, content
        _exactly(packed, BLOCK)
        if packed.read(1):
            raise BackupUnreadable("Something follows after its end.")
    except EOFError as problem:
        raise BackupUnreadable(
            "It ends too early: it is cut off, or the backup never finished."
        ) from problem
    except (gzip.BadGzipFile, zlib.error) as problem:
        raise BackupUnreadable(f"It is no backup, or is damaged ({problem}).") from problem


def _header(packed: gzip.GzipFile) -> tarfile.TarInfo | None:
    """The next member's header; None at the archive's end."""
    block = _exactly(packed, BLOCK)
    if not any(block):
        return None
    try:
        entry = tarfile.TarInfo.frombuf(block, "ascii", "strict")
    except (tarfile.HeaderError, UnicodeDecodeError) as problem:
        raise BackupUnreadable("It is no backup of Samspill, or is damaged.") from problem
    limits = {HEAD: HEAD_LIMIT, MANIFEST: MANIFEST_LIMIT}
    ours = entry.name in limits or PART.fullmatch(entry.name)
    if entry.type != tarfile.REGTYPE or not ours:
        raise BackupUnreadable("It holds something that no backup of Samspill holds.")
    if not 0 <= entry.size <= limits.get(entry.name, CHUNK):
        raise BackupUnreadable("A part of it is larger than a backup's parts are.")
    return entry


def _exactly(packed: gzip.GzipFile, length: int) -> bytes:
    content = packed.read(length)
    if len(content) != length:
        raise EOFError
    return content
