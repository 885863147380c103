"""Writes docs/permissions.md from the rules (``python -m tools.permissions``), or checks it."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import django

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "permissions.md"
HEAD = """# Hvem kan se og gjøre hva

Laget av reglene i koden med `python -m tools.permissions`; rett reglene, ikke denne siden. Reglene
gjelder innenfor ett helsefellesskap: ingen rolle gir noe i et annet. «Endre» er å legge til,
rette, avslutte og fjerne. Alt som endres, står i loggen.

| Hva | Hvem ser det | Hvem kan gjøre hva |
|---|---|---|
"""
ACTIONS = {
    "change": "endre",
    "confirm": "bekrefte",
    "merge": "slå sammen",
    "erase": "slette",
    "export": "hente ut",
    "draft": "lage utkast",
    "publish": "publisere",
    "submit": "sende inn",
    "answer": "svare",
    "take away": "fjerne",
    "raise": "melde",
    "read all": "lese alt, også det som er unntatt",
    "read minutes": "lese hva det ble til",
    "close sign-in": "stenge og åpne innlogging",
}


def table() -> str:
    """The page as the rules say now."""
    from django.utils import translation

    from samspill.common.checks import models
    from samspill.common.house import names_of_models
    from samspill.common.permissions import Rule

    rows = []
    with translation.override("nb"):
        names = names_of_models()
        for model in models():
            rule = getattr(model, "permissions", None)
            if not isinstance(rule, Rule):
                continue
            does = "<br>".join(
                f"{ACTIONS.get(action, action)}: {condition.words}"
                for action, condition in rule.actions.items()
            )
            rows.append(f"| {names[model]} | {rule.see.words} | {does} |")
    return HEAD + "\n".join(rows) + "\n"


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samspill.settings.local")
    django.setup()
    page = table()
    if "--check" in sys.argv:
        same = PAGE.exists() and PAGE.read_text(encoding="utf-8") == page
        print("docs/permissions.md is as the rules say" if same else
              "docs/permissions.md is out of date; run: python -m tools.permissions")  # fmt: skip
        return 0 if same else 1
    PAGE.write_text(page, encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
