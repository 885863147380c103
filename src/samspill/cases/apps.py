from django.apps import AppConfig


class CasesConfig(AppConfig):
    """Cases and meetings: from a question to a decision that everyone can find and follow."""

    name = "samspill.cases"
    label = "cases"
    default_auto_field = "django.db.models.BigAutoField"
