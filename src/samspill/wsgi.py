"""The application that a web server calls."""

import os

from django.core.wsgi import get_wsgi_application

from samspill import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", settings.module())

application = get_wsgi_application()
