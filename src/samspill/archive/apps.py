from django.apps import AppConfig


class ArchiveConfig(AppConfig):
    """Meetings given to others that keep and publish them: eInnsyn, and an archive (Fiks Arkiv)."""

    name = "samspill.archive"
    label = "archive"
    default_auto_field = "django.db.models.BigAutoField"
