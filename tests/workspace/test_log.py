"""The audit trail in words: no key of the program is shown to a reader."""

from __future__ import annotations

import re
from pathlib import Path

from samspill.plans.states import MOVES
from samspill.workspace.templatetags.audit import action_words

SOURCE = Path(__file__).resolve().parent.parent.parent / "src" / "samspill"
APPS = ("commitments", "plans", "parties", "bodies", "documents", "workspace", "mail", "common")
SAID = re.compile(r'action="([^"]+)"|_written\(\s*by, commitment, "([^"]+)"')


def test_every_kind_of_entry_has_words() -> None:
    found = {move.name for move in MOVES}
    for app in APPS:
        for file in (SOURCE / app).rglob("*.py"):
            for one, other in SAID.findall(file.read_text(encoding="utf-8")):
                found.add(one or other)
    assert len(found) > 25
    assert found - set(action_words()) == set()
