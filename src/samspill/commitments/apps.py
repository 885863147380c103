"""The app's name."""

from django.apps import AppConfig


class CommitmentsConfig(AppConfig):
    """The ledger: who owes what, by when, and how it stands."""

    name = "samspill.commitments"
