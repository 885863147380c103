from django.apps import AppConfig


class WorkspaceConfig(AppConfig):
    name = "samspill.workspace"
    label = "workspace"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from samspill.commitments.processes import register
        from samspill.workspace.in_use import PROCESS

        register(PROCESS)
