"""Settings that are the same everywhere; the environment decides the rest.

See ``docs/settings.md`` for what an operator can set.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import dj_database_url
from django.utils.translation import gettext_lazy as _

from samspill import log
from samspill.settings.environment import read
from samspill.settings.home import home_of
from samspill.settings.installed import our_apps
from samspill.settings.keys import local_key
from samspill.settings.looking import only_looks
from samspill.settings.sign_in import *  # noqa: F403

PACKAGE = Path(__file__).resolve().parent.parent
SAMSPILL_HOME: Path = home_of(read("SAMSPILL_HOME"))
SAMSPILL_DEFAULT_PARTNERSHIP: str = read("SAMSPILL_DEFAULT_PARTNERSHIP")
SITE_ADDRESS: str = (read("SITE_ADDRESS") or f"http://localhost:{read('PORT')}").rstrip("/")
SAMSPILL_KEEP_PAGES = True
SAMSPILL_DEMO: bool = read("SAMSPILL_DEMO")
SAMSPILL_TRUSTED_PROXIES: int = read("TRUSTED_PROXIES") if read("BEHIND_PROXY") else 0
SAMSPILL_CERTIFICATE: str = read("TLS_CERTIFICATE")
STATUS_NOTE_TEMPLATE: str = read("STATUS_NOTE_TEMPLATE")
PAPERS_TEMPLATE: str = read("PAPERS_TEMPLATE")

DEBUG: bool = read("DEBUG")
SECRET_KEY: str = read("SECRET_KEY") or local_key(SAMSPILL_HOME, make=not only_looks())
SECRET_KEY_FALLBACKS: list[str] = read("SECRET_KEY_FALLBACKS")
ALLOWED_HOSTS: list[str] = read("ALLOWED_HOSTS")

ROOT_URLCONF = "samspill.urls"
WSGI_APPLICATION = "samspill.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Ours stand before allauth, whose templates they replace.
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "procrastinate.contrib.django",
    *our_apps(PACKAGE),
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.usersessions",
]

MIDDLEWARE = [
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "samspill.headers.HeadersMiddleware",
    "samspill.health.HealthMiddleware",
    "samspill.log.RequestLogMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "samspill.common.tenancy.PartnershipMiddleware",
    "samspill.common.tenancy.LanguageMiddleware",
    "samspill.headers.SizeMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    # Lazy, all of them: a public page that asks for no user reads and marks no session.
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "samspill.accounts.idle.IdleMiddleware",
    "samspill.accounts.limits.WritingMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": False,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "samspill.common.frame.frame",
            ],
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    ["samspill.common.template_loading.Loader"],
                ),
            ],
        },
    }
]

# A database of its own backend starts the embedded server at the first connection, so that a
# command that needs no database starts none.
DATABASES: dict[str, dict[str, Any]]
if read("DATABASE_URL"):
    DATABASES = {
        "default": {
            **dj_database_url.parse(read("DATABASE_URL"), conn_max_age=60, conn_health_checks=True),
        }
    }
    if DATABASES["default"]["ENGINE"] == "django.db.backends.postgresql":
        DATABASES["default"]["ENGINE"] = "samspill.postgresql"
else:
    DATABASES = {
        "default": {
            "ENGINE": "samspill.embedded",
            "NAME": "samspill",
            "EMBEDDED": {
                "folder": SAMSPILL_HOME / "postgres",
                "durable": True,
                "only_look": only_looks(),
            },
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
        }
    }

CACHES = {
    "default": {
        "BACKEND": "samspill.common.memory.BoundedMemory",
        "OPTIONS": {"MAX_ENTRIES": 2000, "MAX_BYTES": 64 * 1024 * 1024},
    }
}

LANGUAGE_CODE = "nb"
LANGUAGE_COOKIE_NAME = "sprak"
LANGUAGES = [("nb", _("Norwegian Bokmål")), ("nn", _("Norwegian Nynorsk")), ("en", _("English"))]
# Compiled from the catalogues of all apps (tools/messages); goes before those of any package.
LOCALE_PATHS = [PACKAGE / "locale"]
TIME_ZONE = "Europe/Oslo"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = SAMSPILL_HOME / "static"
STATICFILES_DIRS = [PACKAGE / "static_built"] if (PACKAGE / "static_built").is_dir() else []
MEDIA_URL = "/media/"
MEDIA_ROOT = SAMSPILL_HOME / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# What a form may hold; files are counted apart. common/refusals.py answers what is above it.
DATA_UPLOAD_MAX_MEMORY_SIZE = 8 * 1024 * 1024
# A field that nothing is chosen in counts too: as many as a form may have fields.
DATA_UPLOAD_MAX_NUMBER_FILES = 1000

X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"

# Five files of the largest size (common/files/kinds.py), and the form that they go with.
SAMSPILL_LARGEST_BODY = 59_000_000
SAMSPILL_WRITES_A_MINUTE = 120
SAMSPILL_VISITORS_WRITES_A_MINUTE = 300
SAMSPILL_SEARCHES_A_MINUTE = 300

EMAIL_HOST: str = read("EMAIL_HOST")
EMAIL_PORT: int = read("EMAIL_PORT")
EMAIL_HOST_USER: str = read("EMAIL_HOST_USER")
EMAIL_HOST_PASSWORD: str = read("EMAIL_HOST_PASSWORD")
EMAIL_USE_TLS: bool = read("EMAIL_USE_TLS")
EMAIL_TIMEOUT = 10
EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend"
    if EMAIL_HOST
    else "django.core.mail.backends.console.EmailBackend"
)
# A nightly job of an installation that was off then is done when it is on again.
PROCRASTINATE_PERIODIC_DEFAULTS = {"max_delay": 24 * 3600}
SAMSPILL_JOBS_IN_WEB: bool = read("JOBS_IN_WEB")
DEFAULT_FROM_EMAIL: str = read("DEFAULT_FROM_EMAIL") or "samspill@localhost"

LOGGING = log.configuration(level=read("LOG_LEVEL"), as_json=False)
