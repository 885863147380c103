from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "samspill.portal"
    label = "portal"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from samspill.common import content
        from samspill.portal.search.index import refresh

        content.on_change(refresh)
