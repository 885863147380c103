from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "samspill.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """What was set aside until confirmed is found again within a helsefellesskap's prefix.

        allauth takes off the prefix of the whole installation only, and would answer 404.
        """
        from allauth.account.internal.flows import reauthentication

        from samspill.accounts import trail
        from samspill.accounts.confirm import resolve_within_prefix
        from samspill.accounts.roles import roles_of
        from samspill.common.roles import role_source

        reauthentication.script_aware_resolve = resolve_within_prefix

        role_source(roles_of)
        trail.watch()
