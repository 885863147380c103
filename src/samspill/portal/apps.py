from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "samspill.portal"
    label = "portal"
    default_auto_field = "django.db.models.BigAutoField"
