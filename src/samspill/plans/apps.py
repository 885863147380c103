from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "samspill.plans"
    label = "plans"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from samspill.documents.outlived import tells_outlived
        from samspill.plans.outlived import of_plans

        tells_outlived(of_plans, concern="plans")
