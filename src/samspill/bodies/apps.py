from django.apps import AppConfig


class BodiesConfig(AppConfig):
    name = "samspill.bodies"
    label = "bodies"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from samspill.bodies.roles import people_on_seats, roles_of, seats_of, told_of_seats
        from samspill.common.roles import role_source
        from samspill.parties.rules import gives_roles
        from samspill.parties.sitting import tells_of_seats

        role_source(roles_of, asks=seats_of)
        gives_roles(people_on_seats)
        tells_of_seats(told_of_seats)
