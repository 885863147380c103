"""Writes docs/permissions.md from the rules (``python -m tools.permissions``), or checks it."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import django

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "permissions.md"
APPS = ("common", "mail", "parties", "bodies", "documents", "commitments", "plans")
HEAD = """# Hvem kan se og gjøre hva

Laget av reglene i koden med `python -m tools.permissions`; rett reglene, ikke denne siden. Reglene
gjelder innenfor ett helsefellesskap: ingen rolle gir noe i et annet. «Endre» er å legge til,
rette, avslutte og fjerne. Alt som endres, står i loggen.

| Hva | Hvem ser det | Hvem kan gjøre hva |
|---|---|---|
"""
OTHERS = {
    "Partnership": "Helsefellesskapet selv",
    "AuditEntry": "Loggen",
    "Message": "Utsendt e-post",
    "Submission": "Skjemaer som er sendt, så de ikke lagres to ganger",
    "Unsaved": "Det en skriver i et skjema og ikke har lagret",
    "Person": "Folk",
    "Assignment": "Roller",
    "Commitment": "Forpliktelser",
    "ReportingRound": "Rapporteringsrunder",
    "RoundOwner": "Hvem som ble spurt i en runde",
    "Owner": "Hvem som skylder en forpliktelse",
    "StatusReport": "Rapporter om forpliktelser",
    "ReportFile": "Filer til rapporter",
    "ReminderChoice": "Valg av påminnelser",
    "FeedAddress": "Kalenderadresser",
    "Provision": "Bestemmelser",
    "ProvisionText": "Bestemmelsenes tekst i en utgave",
}
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
}


def table() -> str:
    """The page as the rules say now."""
    from django.apps import apps
    from django.utils import translation

    from samspill.common.permissions import Rule
    from samspill.workspace.registers import REGISTERS

    rows = []
    with translation.override("nb"):
        names = {register.model: str(register.many) for register in REGISTERS.values()}
        for model in apps.get_models():
            rule = getattr(model, "permissions", None)
            if model._meta.app_label not in APPS or not isinstance(rule, Rule):
                continue
            does = "<br>".join(
                f"{ACTIONS.get(action, action)}: {condition.words}"
                for action, condition in rule.actions.items()
            )
            called = names.get(model) or OTHERS[model.__name__]
            rows.append(f"| {called} | {rule.see.words} | {does} |")
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
