"""How an installation is set up; ``SAMSPILL_ENV`` picks local, test or production."""

from __future__ import annotations

import os

ENVIRONMENTS = ("local", "test", "production")


def module() -> str:
    """The settings module that ``SAMSPILL_ENV`` names; local when it is unset.

    Raises SystemExit with the choices when it names none, as this runs before Django does.
    """
    chosen = os.environ.get("SAMSPILL_ENV", "").strip() or "local"
    if chosen not in ENVIRONMENTS:
        raise SystemExit(
            f"SAMSPILL_ENV is “{chosen}”; it must be one of {', '.join(ENVIRONMENTS)}."
        )
    return f"samspill.settings.{chosen}"
