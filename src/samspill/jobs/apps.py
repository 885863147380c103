"""The app's name."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Work in the background."""

    name = "samspill.jobs"
