from django.apps import AppConfig
from django.core import checks


class CommonConfig(AppConfig):
    name = "samspill.common"
    label = "common"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from samspill.common.checks import check_the_house
        from samspill.common.unexported import check_the_files

        checks.register(check_the_house)
        checks.register(check_the_files)
