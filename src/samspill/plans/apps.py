from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "samspill.plans"
    label = "plans"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from samspill.commitments.processes import register
        from samspill.plans.following import PROCESS

        register(PROCESS)
