"""Whether a backup is whole: every part there, in order, with the sum that its list gives."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import IO

from pydantic import ValidationError

from samspill import __version__
from samspill.operations import archive
from samspill.operations.archive import BackupUnreadable, Summed
from samspill.operations.backup import Progress
from samspill.operations.manifest import FORMAT, Head, Item, Manifest, is_newer

Sums = dict[str, Summed]


def check(
    file: IO[bytes], *, progress: Progress | None = None, room: int | None = None
) -> Manifest:
    """Reads a backup from end to end and returns its list.

    Args:
        file: the backup, open for reading.
        progress: is called with how far the file has been read since last time.
        room: how many bytes of uploaded files there is place for; more is refused at once.

    Raises Unreadable when something is missing, damaged, added or too new.
    """
    sums: Sums = {}
    manifest: Manifest | None = None
    files = place = 0
    for position, (name, content) in enumerate(archive.members(file)):
        if manifest is not None:
            raise BackupUnreadable("Something follows after its list.")
        if (position == 0) != (name == archive.HEAD):
            raise BackupUnreadable("It does not begin as a backup of Samspill does.")
        if name == archive.HEAD:
            refuse_newer(content)
        elif name == archive.MANIFEST:
            manifest = _manifest(content)
        else:
            item = _continue(sums, name, content)
            files += len(content) if item.startswith(archive.FILE) else 0
            if room is not None and files > room:
                raise BackupUnreadable(
                    f"Its uploaded files need more than the {room // 2**20} MB that are free."
                )
        if progress:
            place, before = file.tell(), place
            progress(place - before)
    if manifest is None:
        raise BackupUnreadable("It has no list of what it holds: the backup never finished.")
    _compare(sums, manifest)
    return manifest


def items(file: IO[bytes]) -> Iterator[tuple[str, Iterator[bytes]]]:
    """Every item that is not empty, with its pieces, of a file that was checked.

    The pieces of one must be taken before the next is asked for.
    """
    parts = (part for part in archive.members(file) if archive.PART.fullmatch(part[0]))
    for item, group in groupby(parts, key=lambda part: part[0].rpartition("/")[0]):
        yield item, (content for _, content in group)


def refuse_newer(content: bytes) -> None:
    """Raises Unreadable when a newer Samspill must read on."""
    try:
        head = Head.model_validate_json(content)
    except ValidationError as problem:
        raise BackupUnreadable("It does not begin as a backup of Samspill does.") from problem
    if head.format > FORMAT or is_newer(head.samspill):
        raise BackupUnreadable(
            f"It was made by Samspill {head.samspill} (format {head.format}), which is newer than "
            f"this one ({__version__}, format {FORMAT}). Install that version first."
        )


def _manifest(content: bytes) -> Manifest:
    try:
        return Manifest.model_validate_json(content)
    except ValidationError as problem:
        place = ".".join(str(step) for step in problem.errors()[0]["loc"])
        raise BackupUnreadable(f"Its list of what it holds is wrong (at {place}).") from problem


def _continue(sums: Sums, name: str, content: bytes) -> str:
    """Adds a part to its item; parts of an item follow each other, numbered from one."""
    item, _, number = name.rpartition("/")
    if int(number) == 1:
        if item in sums:
            raise BackupUnreadable(f"It holds {item} twice.")
        sums[item] = Summed()
    elif not sums or next(reversed(sums)) != item or int(number) != _parts(sums[item]) + 1:
        raise BackupUnreadable(f"Parts of {item} are missing or out of order.")
    if not content:
        raise BackupUnreadable(f"A part of {item} is empty.")
    sums[item].add(content)
    return item


def _parts(summed: Summed) -> int:
    return -(-summed.bytes // archive.CHUNK)


def _compare(sums: Sums, manifest: Manifest) -> None:
    listed = {f"{archive.FILE}{n:08}": file for n, file in enumerate(manifest.files, start=1)}
    if len({file.path for file in manifest.files}) != len(manifest.files):
        raise BackupUnreadable("Its list names an uploaded file twice.")
    tables = {f"{archive.TABLE}{table.name}": table for table in manifest.tables}
    if len(tables) != len(manifest.tables):
        raise BackupUnreadable("Its list names a table twice.")
    wanted: dict[str, Item] = {**listed, **tables}
    if extra := set(sums) - set(wanted):
        raise BackupUnreadable(f"It holds {min(extra)}, which its list does not name.")
    for item, stated in wanted.items():
        name = getattr(stated, "path", item)
        found = sums.get(item, Summed())
        if (found.bytes, found.sha256) != (stated.bytes, stated.sha256):
            raise BackupUnreadable(
                f"{name} is damaged: its sum is not the one that the list gives."
            )
        if item in tables and found.lines != tables[item].rows:
            raise BackupUnreadable(
                f"{name} has {found.lines} rows; the list says {tables[item].rows}."
            )
