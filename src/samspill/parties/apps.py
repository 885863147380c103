from typing import Any

from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in


class PartiesConfig(AppConfig):
    name = "samspill.parties"
    label = "parties"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from samspill.accounts.organisations import name_source
        from samspill.common.roles import role_source
        from samspill.common.work import demand_first
        from samspill.parties.elsewhere import places_of, switched_to
        from samspill.parties.roles import assigned_others, assignments_of, roles_of
        from samspill.parties.rules import gives_roles
        from samspill.parties.signing_in import names_of
        from samspill.parties.two_steps import demanded, demands, set_up_first

        role_source(roles_of, asks=assignments_of)
        role_source(demanded, asks=demands)
        role_source(switched_to, asks=places_of)
        gives_roles(assigned_others)
        name_source(names_of)
        demand_first(set_up_first)
        user_logged_in.connect(_link, dispatch_uid="samspill.parties.link")


def _link(sender: Any, request: Any, user: Any, **kwargs: Any) -> None:
    """Whoever signs in for the first time becomes the user of the person who was invited."""
    from samspill.parties.actions import link_invited

    link_invited(user)
