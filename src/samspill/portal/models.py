"""The search index: what is public, as entries and as a vocabulary. Made from the other tables."""

from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Func
from django_scopes import ScopedManager

from samspill.common.models import Partnership, Scoped
from samspill.common.permissions import Rule, everyone, nobody
from samspill.common.validity import Dated

MADE = Rule(see=everyone, actions={"change": nobody})
"""Made from what is public, by the program alone."""


def held_by() -> models.ForeignKey:
    """The helsefellesskap, with no index of its own: each table has one that begins with it."""
    return models.ForeignKey(
        Partnership, on_delete=models.PROTECT, related_name="+", db_index=False
    )


class SearchEntry(Scoped, Dated):
    """Something public that can be found: a document, a provision of an edition, a body, a party.

    ``key`` names the thing itself, so that several editions of one provision are one result. It is
    found by its words within its helsefellesskap: a word that all of them use is looked up in one.
    """

    partnership = held_by()
    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=120)
    owner = models.CharField(
        max_length=60, help_text="What the entry is made from, and is made anew with."
    )
    fingerprint = models.UUIDField(null=True, help_text="Of all that the entry was made from.")
    title = models.CharField(max_length=500)
    context = models.TextField(blank=True)
    body = models.TextField(blank=True)
    is_effective = models.BooleanField(default=True)
    status = models.CharField(max_length=20, blank=True)
    path = models.CharField(max_length=500)
    path_in_force = models.CharField(max_length=500, blank=True)
    vector = SearchVectorField()

    permissions = MADE

    objects = ScopedManager(partnership="partnership")

    class Meta:
        verbose_name_plural = "search entries"
        indexes = [
            # With fastupdate (the default) words can be gathered and entered together.
            GinIndex(
                Func(F("partnership"), F("vector"), function="samspill_words_within"),
                name="portal_search_words",
            ),
            models.Index(fields=["partnership", "owner"], name="portal_entry_of_owner"),
        ]

    def __str__(self) -> str:
        return self.title


class SearchWord(Scoped):
    """A word that stands in some entry: what compounds and near spellings are looked for among."""

    partnership = held_by()
    word = models.CharField(max_length=200)
    lexeme = models.CharField(max_length=200)
    entries = models.PositiveIntegerField()

    permissions = MADE

    objects = ScopedManager(partnership="partnership")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["partnership", "word"], name="portal_word_once")
        ]

    def __str__(self) -> str:
        return self.word
