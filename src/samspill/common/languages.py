"""The languages that texts and names are written in; what the pages say is in two of them."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Language(models.TextChoices):
    """A language by its code in BCP 47, which is also what a page and a PDF call it."""

    BOKMAAL = "nb", "Bokmål"
    NYNORSK = "nn", "Nynorsk"
    NORTHERN_SAMI = "se", _("Northern Sámi")
    LULE_SAMI = "smj", _("Lule Sámi")
    SOUTHERN_SAMI = "sma", _("Southern Sámi")
    KVEN = "fkv", _("Kven")
    ENGLISH = "en", _("English")
