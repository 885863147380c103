from django.apps import AppConfig


class WorkspaceConfig(AppConfig):
    name = "samspill.workspace"
    label = "workspace"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from samspill.common.undoing import undoable
        from samspill.workspace.registers import REGISTERS

        undoable(*{one.model for one in REGISTERS.values()})
