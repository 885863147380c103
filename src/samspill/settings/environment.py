"""Every environment variable that Samspill reads, in one table.

The settings read through this table and through nothing else, and ``docs/settings.md`` shows it, so
that what an operator can set and what is documented are the same. Print the table with
``python -m samspill.settings.environment``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from environs import Env, EnvError


@dataclass(frozen=True)
class Variable:
    """One environment variable: how it is read, what it is when unset, and what it is for."""

    name: str
    kind: str
    default: Any
    purpose: str

    @property
    def shown_default(self) -> str:
        if self.kind == "bool":
            return f"`{str(self.default).lower()}`"
        shown = ",".join(self.default) if isinstance(self.default, list) else str(self.default)
        return f"`{shown}`" if shown else "none"


VARIABLES = (
    Variable("SAMSPILL_ENV", "str", "local", "`local`, `test` or `production`."),
    Variable(
        "SAMSPILL_HOME",
        "path",
        "var",
        "Folder for all that is kept outside the source: the embedded database, uploaded files, "
        "collected static files, the local secret key. One that does not begin with `/` is counted "
        "from the source's folder, wherever a command is given.",
    ),
    Variable("PORT", "int", 8000, "Port to serve on, on the loopback address only."),
    Variable("WEB_WORKERS", "int", 2, "Number of web server processes."),
    Variable(
        "JOBS_IN_WEB",
        "bool",
        True,
        "The web server's processes also do what runs by itself: mail, reminders, clearing up. Off "
        "where `samspill work` runs beside them.",
    ),
    Variable(
        "DATABASE_URL",
        "str",
        "",
        "A PostgreSQL server (15 or newer), as `postgresql://user:password@host/name`. Unset: the "
        "embedded PostgreSQL under `SAMSPILL_HOME`. **Required in production**, there with "
        "`?sslmode=verify-full` (and `&sslrootcert=…`: a file, or `system`) "
        "where the server is on another machine.",
    ),
    Variable(
        "SECRET_KEY",
        "str",
        "",
        "Signs cookies and tokens; 50 characters or more, known to nobody. Unset: one is made and "
        "kept under `SAMSPILL_HOME`. **Required in production.**",
    ),
    Variable(
        "SECRET_KEY_FALLBACKS",
        "list",
        [],
        "Earlier values of `SECRET_KEY`, separated by commas: what was signed or encrypted with "
        "them is still read. See `docs/cryptography.md`.",
    ),
    Variable(
        "ALLOWED_HOSTS",
        "list",
        ["localhost", "127.0.0.1", "[::1]"],
        "Host names that the site answers to, separated by commas. **Required in production**, "
        "without `*`.",
    ),
    Variable(
        "SITE_ADDRESS",
        "str",
        "",
        "Where the site is, such as `https://samspill.example.no`; links in mail begin with it. "
        "Unset: the first of `ALLOWED_HOSTS`.",
    ),
    Variable("DEBUG", "bool", False, "Error pages with source code. Refused in production."),
    Variable("LOG_LEVEL", "str", "INFO", "`DEBUG`, `INFO`, `WARNING` or `ERROR`."),
    Variable(
        "SAMSPILL_DEFAULT_PARTNERSHIP",
        "str",
        "nordre-trondelag",
        "The helsefellesskap shown when neither the address nor the host name names one.",
    ),
    Variable(
        "BEHIND_PROXY",
        "bool",
        False,
        "A proxy in front ends TLS, sets `X-Forwarded-Proto` and removes one that a visitor sent.",
    ),
    Variable(
        "TRUSTED_PROXIES",
        "int",
        1,
        "With `BEHIND_PROXY`: how many proxies in front each add the visitor's address to "
        "`X-Forwarded-For`. Wrong tries at signing in are counted by that address.",
    ),
    Variable(
        "SESSION_IDLE_MINUTES",
        "int",
        60,
        "Who is signed in and sends no request for so many minutes is signed out; what is sent "
        "afterwards is kept until they have signed in again. In production from 5 to 720.",
    ),
    Variable(
        "SAMSPILL_DEMO",
        "bool",
        True,
        "Invented users with one known password may sign in. In production it is off when unset, "
        "and refused when on.",
    ),
    Variable(
        "SAMSPILL_OIDC",
        "str",
        "",
        "Organisations that people sign in by way of: the path of a YAML or JSON file, or the same "
        "as JSON. See `docs/sign-in.md`.",
    ),
    Variable(
        "SECURE_SSL_REDIRECT",
        "bool",
        True,
        "Production: send http to https. Off only when the proxy does it (`BEHIND_PROXY`).",
    ),
    Variable(
        "SECURE_HSTS_SECONDS",
        "int",
        31_536_000,
        "Production: how long browsers keep to https. 0 only when the proxy sends the header "
        "(`BEHIND_PROXY`).",
    ),
    Variable(
        "SECURE_HSTS_INCLUDE_SUBDOMAINS",
        "bool",
        True,
        "Production: browsers keep to https for host names under the site's own too. Off where "
        "such a host still needs http.",
    ),
    Variable("EMAIL_HOST", "str", "", "Mail server. **Required in production.** Unset: mail is "
             "written to the log."),
    Variable("EMAIL_PORT", "int", 587, "Port of the mail server."),
    Variable("EMAIL_HOST_USER", "str", "", "User on the mail server."),
    Variable("EMAIL_HOST_PASSWORD", "str", "", "Password on the mail server."),
    Variable("EMAIL_USE_TLS", "bool", True, "STARTTLS to the mail server."),
    Variable("DEFAULT_FROM_EMAIL", "str", "", "Sender of mail. **Required in production.**"),
    Variable(
        "STATUS_NOTE_TEMPLATE",
        "str",
        "",
        "A Word file (.docx) of your own that the status note is made from; see "
        "`docs/status-note.md`. Unset: the one that comes with Samspill.",
    ),
    Variable(
        "PAPERS_TEMPLATE",
        "str",
        "",
        "A Word file (.docx) of your own that the papers of meetings are made from, as "
        "`docs/status-note.md` tells of the status note. Unset: the one that comes with Samspill.",
    ),
    Variable("TLS_CERTIFICATE", "str", "", "File with the certificate that the proxy shows to "
             "visitors; `samspill doctor` reads when it ends. Unset: not checked."),
)  # fmt: skip

NAMES = {variable.name: variable for variable in VARIABLES}

_env = Env()


def read(name: str) -> Any:
    """The value of a variable of the table, converted to its kind; its default when unset or empty.

    Raises ImproperlyConfigured when the value is not of that kind, without showing the value.
    """
    variable = NAMES[name]
    if not _env.str(name, default=""):
        return Path(variable.default) if variable.kind == "path" else variable.default
    try:
        return getattr(_env, variable.kind)(name)
    except EnvError as problem:
        raise ImproperlyConfigured(f"{name} must be of the kind “{variable.kind}”.") from problem


def table() -> str:
    """The table of ``docs/settings.md``, in Markdown."""
    rows = [
        f"| `{variable.name}` | {variable.shown_default} | {variable.purpose} |"
        for variable in VARIABLES
    ]
    return "\n".join(["| Variable | When unset | What it is for |", "| --- | --- | --- |", *rows])


def given(environ: Mapping[str, str]) -> set[str]:
    """Names of the table's variables that an environment sets to something."""
    return {name for name in NAMES if environ.get(name, "").strip()}


if __name__ == "__main__":
    print(table())
