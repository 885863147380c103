"""Files of a folder that are none of the open format: told of, never passed over."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import PurePosixPath

from samspill.commitments.open_format.lines import FILE as REPORTS
from samspill.common.open_format.base import Where
from samspill.common.open_format.faults import Faults, closest
from samspill.common.open_format.places import FileEach, FolderEach, ListFile, Place
from samspill.exchange.files import PARTNERSHIP
from samspill.exchange.kinds import at_the_top

ABOUT_THE_FOLDER = {"readme", "license", "licence", "lisens"}
MEANT = {".yml": (".yaml",), ".txt": (".yaml", ".md"), ".markdown": (".md",), "": (".yaml", ".md")}
"""Endings that are taken for those of the format, with what they stand for."""


def is_known(name: str) -> bool:
    """Whether a file of this name is one of the open format, or tells of the folder itself."""
    path = PurePosixPath(name)
    tells = len(path.parts) == 1 and path.name.split(".")[0].lower() in ABOUT_THE_FOLDER
    return tells or name in {PARTNERSHIP, REPORTS} or any(p.holds(name) for p in _places())


def complain_about_strange(strange: list[str], present: Collection[str], faults: Faults) -> None:
    """Tells of each file that is not read.

    The file that one of them was meant as counts as unread, so that what refers to it is not told
    of as well.
    """
    for name in strange:
        likely = list(_meant(name))
        missing = [one for one in likely if one not in present]
        faults.unread.update(missing[:1])
        meant = next(iter([*missing, *likely]), "")
        advice = f"did you mean «{meant}»?" if meant else "move it out of the folder"
        faults.error(Where(name), "is no file of the open format", advice)


def _places() -> list[Place]:
    return [kind.place for kind in at_the_top() if kind.place]


def _meant(name: str) -> Iterator[str]:
    """The names of the format that this may have been meant as, the likeliest first."""
    path = PurePosixPath(name)
    if path.suffix not in {*MEANT, ".yaml", ".md"}:
        return
    for ending in MEANT.get(path.suffix, ()):
        if is_known(meant := path.with_suffix(ending).as_posix()):
            yield from _whole_folder(meant) if ending == ".yaml" else [meant]
    folder, *within = path.parts
    if not within:
        called = [PARTNERSHIP, *(p.file for p in _places() if isinstance(p, ListFile))]
        yield from filter(None, [closest(path.name, called)])
        return
    folders = [p.folder for p in _places() if isinstance(p, FileEach | FolderEach)]
    near = closest(folder, folders)
    if near != folder and is_known(meant := "/".join([near, *within])):
        yield meant
    if path.suffix != ".md":
        yield from _whole_folder(name)


def _whole_folder(name: str) -> Iterator[str]:
    """The YAML file of the folder that a file lies in; the name itself where it has none such."""
    folder, *within = name.split("/")
    files = [p.file for p in _places() if isinstance(p, FolderEach) and p.folder == folder]
    if files and len(within) == 2:
        yield f"{folder}/{within[0]}/{files[0]}"
    elif is_known(name):
        yield name
