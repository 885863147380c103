"""The app's name."""

from django.apps import AppConfig
from django.core import checks


class CommitmentsConfig(AppConfig):
    """The ledger: who owes what, by when, and how it stands."""

    name = "samspill.commitments"

    def ready(self) -> None:
        """Makes the processes known that the apps bring."""
        from samspill.commitments.checks import check_the_processes
        from samspill.commitments.processes import register
        from samspill.common.house import brought

        checks.register(check_the_processes)
        for brings in brought():
            for process in brings.processes:
                register(process)
