"""Production: refuses to start while anything is unsafe or missing, and says all of it at once."""

import os

from samspill import log
from samspill.settings.base import *  # noqa: F403
from samspill.settings.base import ALLOWED_HOSTS
from samspill.settings.environment import given, read
from samspill.settings.safety import refuse_unless_safe

SAMSPILL_DEMO = "SAMSPILL_DEMO" in given(os.environ) and read("SAMSPILL_DEMO")
SITE_ADDRESS = (read("SITE_ADDRESS") or f"https://{ALLOWED_HOSTS[0]}").rstrip("/")
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
SECURE_SSL_REDIRECT: bool = read("SECURE_SSL_REDIRECT")
SECURE_HSTS_SECONDS: int = read("SECURE_HSTS_SECONDS")
SECURE_HSTS_INCLUDE_SUBDOMAINS: bool = read("SECURE_HSTS_INCLUDE_SUBDOMAINS")
# Browsers take a cookie of such a name only over https, and only from this very host.
SESSION_COOKIE_NAME = "__Host-samspill_okt"
CSRF_COOKIE_NAME = "__Host-samspill_csrf"
LANGUAGE_COOKIE_NAME = "__Host-sprak"
SAMSPILL_MESSAGES_COOKIE_NAME = "__Host-messages"
SAMSPILL_SIGNED_IN_COOKIE_NAME = "__Host-samspill_inne"
SAMSPILL_KNOWN_COOKIE_NAME = "__Host-samspill_kjent"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if read("BEHIND_PROXY") else None

LOGGING = log.configuration(level=read("LOG_LEVEL"), as_json=True)

refuse_unless_safe(settings=globals(), environ=os.environ, behind_proxy=read("BEHIND_PROXY"))
