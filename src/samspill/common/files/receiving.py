"""Files that come with a form: looked at, and on the disk, before others are made to wait."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.datastructures import MultiValueDict

from samspill.common.files import storing
from samspill.common.files.accepting import Accepted, accept


def receive(files: MultiValueDict[str, Any], folder: str) -> None:
    """Writes down what may be taken. Goes within ``storing.kept_if_named``.

    What may not is told of by the form's field, which asks again.
    """
    for name in files:
        for one in files.getlist(name):
            try:
                found = accept(one.name or "", one.file)
            except ValidationError:
                continue
            one.accepted = replace(found, stored_as=storing.write(folder, found.content))


def accepted(one: Any) -> Accepted:
    """A file that was sent, as it was received or as it is looked at now.

    Raises:
        ValidationError: it is not taken.
    """
    found: Accepted | None = getattr(one, "accepted", None)
    return found or accept(one.name or "", one.file)
