from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "samspill.plans"
    label = "plans"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from dataclasses import replace

        from samspill.commitments.processes import register
        from samspill.plans import owed, rounds
        from samspill.plans.actions.rounds import answered
        from samspill.plans.evidence import evidence

        register(replace(owed.PROCESS, answered=answered, evidence=evidence))
        register(rounds.PROCESS)
