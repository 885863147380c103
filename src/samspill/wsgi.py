"""The application that a web server calls."""

import os

from samspill import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", settings.module())

from samspill.ready import application as ready

application = ready()
