from django.apps import AppConfig


class WorkspaceConfig(AppConfig):
    name = "samspill.workspace"
    label = "workspace"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from samspill.commitments.processes import register
        from samspill.common.undoing import undoable
        from samspill.workspace.in_use import PROCESS
        from samspill.workspace.registers import REGISTERS

        register(PROCESS)
        undoable(*{one.model for one in REGISTERS.values()})
