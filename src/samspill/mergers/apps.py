from django.apps import AppConfig


class MergersConfig(AppConfig):
    name = "samspill.mergers"
    label = "mergers"
    default_auto_field = "django.db.models.BigAutoField"
