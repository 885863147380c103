"""Documents and editions as files of the open format, in a small helsefellesskap."""

from __future__ import annotations

from pathlib import Path

from samspill.common.models import Partnership
from tests.factories import folders

PARTNERSHIP = """
slug: nord
name: Helsefellesskapet Nord
short_name: Nord
sides:
  - {id: kommunene, name: Kommunene, order: 1}
tiers:
  - {id: faglig, name: Faglig nivå, order: 1}
document_kinds:
  - {id: avtale, name: Samarbeidsavtale, plural: Samarbeidsavtaler, role: agreement, order: 1}
  - {id: retningslinje, name: Retningslinje, plural: Retningslinjer, role: guideline, order: 2}
  - id: tjenesteavtale
    name: Tjenesteavtale
    plural: Tjenesteavtaler
    role: service_agreement
    order: 3
  - {id: rutine, name: Rutine, plural: Rutiner, role: routine, order: 4}
"""

IN_FORCE = "{status: in_force, from: 2021-01-01}"


def document(slug: str, kind: str = "retningslinje", more: str = "") -> dict[str, str]:
    """A document's file; ``more`` is YAML put at its end."""
    text = f"id: {slug}\nkind: {kind}\ntitle: Tittel {slug}\n{more}"
    return {f"documents/{slug}/document.yaml": text}


def edition(
    slug: str, name: str, front: str = IN_FORCE, text: str = "# 1 A {#a}\n\nOrd."
) -> dict[str, str]:
    """An edition's file; an empty ``text`` means that it is not entered."""
    inner = front.strip("{}") + ("" if text else ", text: not_entered")
    return {f"documents/{slug}/{name}.md": f"---\n{{{inner}}}\n---\n{text}\n"}


def loaded(folder: Path, files: dict[str, str]) -> Partnership:
    """The helsefellesskap that ``files`` make, loaded into the database."""
    return folders.loaded(folder, {"partnership.yaml": PARTNERSHIP, **files})
