"""Tests: an embedded server of their own, and a database per run so that two runs can't meet."""

import os

from samspill.settings.base import *  # noqa: F403
from samspill.settings.base import DATABASES, SAMSPILL_HOME, STORAGES

DEBUG = False
SECRET_KEY = "tests-only-" + "x" * 50
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "testserver"]
SAMSPILL_KEEP_PAGES = False
# A test does in a moment what takes a person a day; those about the limits set them themselves.
SAMSPILL_WRITES_A_MINUTE = SAMSPILL_VISITORS_WRITES_A_MINUTE = 10**6
SAMSPILL_SEARCHES_A_MINUTE = 10**6

if DATABASES["default"]["ENGINE"] == "samspill.embedded":
    DATABASES["default"]["EMBEDDED"] = {"folder": SAMSPILL_HOME / "test", "durable": False}
DATABASES["default"]["CONN_MAX_AGE"] = 0
DATABASES["default"]["TEST"] = {"NAME": f"test_samspill_{os.getpid()}"}

STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True

EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

# Quick to compute: what is tested is never how strong a password's digest is.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
