from django.apps import AppConfig


class InUseConfig(AppConfig):
    """Routines to be taken into use: each party that one binds confirms that it follows it."""

    name = "samspill.in_use"
    label = "in_use"
    default_auto_field = "django.db.models.BigAutoField"
