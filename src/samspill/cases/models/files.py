"""Files that go with a case, or with an item of an agenda that is no case."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from pathlib import Path
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_scopes import scopes_disabled

from samspill.cases import rules
from samspill.cases.models.agenda import AgendaItem
from samspill.cases.models.cases import Case
from samspill.cases.states import CASES_OPEN, open_agenda
from samspill.common.files import storing
from samspill.common.files.kinds import LONGEST_NAME
from samspill.common.models import Scoped, scoped_manager

FOLDER = "cases"
"""Where under MEDIA_ROOT the files lie."""
MOST = 20
"""How many files go with one case, or one item."""


def new_key() -> str:
    """A name in the address that tells nothing: not even how many other files there are."""
    return secrets.token_hex(16)


class CaseFileQuerySet(models.QuerySet):
    """Files, asked for in the field's words."""

    def public(self) -> Self:
        """Those that anyone may have: neither they nor what they go with is exempt or unopened."""
        of_case = Q(case__is_public=True, case__state__in=CASES_OPEN)
        of_item = Q(open_agenda("item__meeting__"), item__isnull=False, item__is_public=True)
        open_case = Q(item__case=None) | Q(
            item__case__is_public=True, item__case__state__in=CASES_OPEN
        )
        return self.filter(of_case | (of_item & open_case), is_public=True)


class CaseFile(Scoped):
    """A file of a case or of an item. ``key`` stands in its address, ``stored_as`` on the disk."""

    case = models.ForeignKey(
        Case,
        verbose_name=_("Case"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="files",
    )
    item = models.ForeignKey(
        AgendaItem,
        verbose_name=_("Item"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="files",
    )
    key = models.CharField(max_length=32, default=new_key, editable=False)
    name = models.CharField(_("Name"), max_length=LONGEST_NAME)
    size = models.PositiveIntegerField()
    media_type = models.CharField(max_length=100)
    sha256 = models.CharField(max_length=64)
    stored_as = models.CharField(max_length=32)
    at = models.DateTimeField(default=timezone.now)
    is_public = models.BooleanField(_("Open to everyone"), default=True)
    exempt_statute = models.CharField(
        _("Exempt by"), max_length=200, blank=True, help_text=_("Such as offentleglova § 13.")
    )

    named_with = ("case", "item")
    permissions = rules.FILE

    objects = scoped_manager(CaseFileQuerySet)

    class Meta:
        ordering = ["pk"]
        verbose_name = "file"
        constraints = [
            models.CheckConstraint(
                condition=Q(case__isnull=True) ^ Q(item__isnull=True),
                name="cases_file_of_a_case_or_an_item",
            ),
            models.CheckConstraint(
                condition=Q(is_public=True) | ~Q(exempt_statute=""),
                name="cases_exempt_file_names_the_statute",
                violation_error_message=_("Name the statute that it is exempt by."),
            ),
            models.CheckConstraint(
                condition=Q(stored_as__regex=r"^[0-9a-f]{32}$"), name="cases_file_stored_by_no_path"
            ),
            models.UniqueConstraint(fields=["partnership", "key"], name="cases_file_key"),
            models.UniqueConstraint(
                fields=["case", "item", "sha256"],
                nulls_distinct=False,
                name="cases_file_once",
                violation_error_message=_("The file is there already."),
            ),
        ]
        indexes = [models.Index(fields=["stored_as"], name="cases_file_stored")]

    def __str__(self) -> str:
        return self.name

    @property
    def path(self) -> Path:
        """Where it lies."""
        return storing.path_of(FOLDER, self.stored_as)


def _named(names: Collection[str]) -> set[str]:
    with scopes_disabled():
        found = CaseFile.objects.filter(stored_as__in=names)
        return set(found.values_list("stored_as", flat=True))


storing.register(FOLDER, _named)
