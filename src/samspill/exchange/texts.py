"""The texts of a folder's files.

Hostile or broken input (links out of the folder, huge files, wrong encodings) is refused file by
file, in bounded time and memory; the rest of the folder is still read.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path as FilePath

from samspill.common.open_format.base import Where
from samspill.common.open_format.faults import Faults
from samspill.common.texts import seen
from samspill.exchange.strange import complain_about_strange, is_known
from samspill.exchange.yaml_source import CONTROL

MAX_FILE_BYTES = 5_000_000
MAX_FOLDER_BYTES = 400_000_000
MAX_FILES = 60_000


def read_texts(path: FilePath, faults: Faults) -> dict[str, str]:
    """Every text of the format under ``path`` by its name; what is refused becomes a fault."""
    root = path.resolve()
    if not root.is_dir():
        faults.error(
            Where(str(path)), "this is not a folder", "the path of a helsefellesskap's folder"
        )
        return {}
    texts: dict[str, str] = {}
    strange: list[str] = []
    total = 0
    for count, file in enumerate(_walk(root)):
        name = file.relative_to(root).as_posix()
        where = Where(name.encode(errors="surrogateescape").decode(errors="replace"))
        if count >= MAX_FILES:
            faults.error(where, f"more than {MAX_FILES} files", "split the folder")
            break
        if where.file != name:
            faults.error(where, "the file's name is not UTF-8", "give it another")
            continue
        if not _is_inside(file, root):
            faults.error(
                where, "leads out of the folder or is no plain file", "put the file itself here"
            )
            faults.unread.add(name)
            continue
        if not is_known(name):
            strange.append(name)
            continue
        if not name.endswith((".yaml", ".md")):
            continue
        size = file.stat().st_size
        total += size
        if size > MAX_FILE_BYTES:
            faults.error(where, f"is {size:,} bytes", f"at most {MAX_FILE_BYTES:,}")
            faults.unread.add(name)
            continue
        if total > MAX_FOLDER_BYTES:
            faults.error(where, f"the folder is larger than {MAX_FOLDER_BYTES:,} bytes")
            break
        if (text := _decode(file.read_bytes(), where, faults)) is not None:
            texts[name] = text
        else:
            faults.unread.add(name)
    complain_about_strange(strange, texts, faults)
    return texts


def _is_inside(file: FilePath, root: FilePath) -> bool:
    """Whether it is a plain file under ``root``, once links are followed."""
    try:
        return file.resolve(strict=True).is_relative_to(root) and file.is_file()
    except (OSError, RuntimeError):
        return False


def _walk(root: FilePath) -> Iterator[FilePath]:
    for directory, subdirectories, files in os.walk(root, followlinks=False):
        subdirectories[:] = sorted(name for name in subdirectories if not name.startswith("."))
        here = FilePath(directory)
        for name in subdirectories:
            if (here / name).is_symlink():
                yield here / name
        for name in sorted(files):
            if not name.startswith("."):
                yield here / name


def _decode(raw: bytes, where: Where, faults: Faults) -> str | None:
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        faults.error(Where(where.file, line), "is not UTF-8", "save the file as UTF-8")
        return None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if found := CONTROL.search(text):
        line = text.count("\n", 0, found.start()) + 1
        faults.error(Where(where.file, line), "holds a control character", "remove it")
        return None
    return seen(text)
