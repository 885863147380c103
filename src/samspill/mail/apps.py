"""The app's name."""

from django.apps import AppConfig


class MailConfig(AppConfig):
    """The outbox."""

    name = "samspill.mail"
