"""What somebody writes for oneself of an item: nobody else ever reads it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django_scopes import ScopedManager

from samspill.cases import rules_represented as rules
from samspill.cases.models.agenda import AgendaItem
from samspill.common.models import Scoped

LONGEST_NOTE = 20_000


class Note(Scoped):
    """A user's own note on an item of an agenda; it goes with the user, and with the item.

    No fact of the helsefellesskap: no entry of the audit trail tells of it, and no search, page of
    others or folder has it. Its writer gets all of them in one file (``views/notes.py``).
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="notes")
    text = models.TextField()
    at = models.DateTimeField()

    permissions = rules.NOTE
    concern = ""

    objects = ScopedManager(partnership="partnership")

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["user", "item"], name="cases_note_once")]

    def __str__(self) -> str:
        return str(self.item)
