"""The app's name."""

from django.apps import AppConfig


class CommitmentsConfig(AppConfig):
    """The ledger: who owes what, by when, and how it stands."""

    name = "samspill.commitments"

    def ready(self) -> None:
        """Makes the processes known that the apps bring."""
        from samspill.commitments.processes import register
        from samspill.common.house import brought

        for brings in brought():
            for process in brings.processes:
                register(process)
