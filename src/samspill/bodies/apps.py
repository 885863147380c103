from django.apps import AppConfig


class BodiesConfig(AppConfig):
    name = "samspill.bodies"
    label = "bodies"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from samspill.bodies.roles import roles_of, seats_of
        from samspill.common.roles import role_source

        role_source(roles_of, asks=seats_of)
