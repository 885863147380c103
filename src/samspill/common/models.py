"""The tenant (a helsefellesskap), the provenance of its records, and the audit trail."""

from __future__ import annotations

import datetime
from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from samspill.common.keys import is_key
from samspill.common.loose import LooselyDated
from samspill.common.permissions import PUBLIC_RECORD
from samspill.common.rules import AUDIT, SUBMISSION, UNSAVED
from samspill.common.validity import Dated, DatedQuerySet
from samspill.common.web import LONGEST_URL, is_web_address
from samspill.common.years import year, year_within

STAYS = _("Small letters, digits and hyphens. It stays as it is when the name changes.")
"""The hint at every name that stands in an address."""
MARKDOWN = _(
    "Empty lines part paragraphs. Begin a line with a hyphen for a list. **Bold**, *italic*."
)
"""The hint at every text that is written in Markdown."""


class Partnership(models.Model):
    """A helsefellesskap: hospital trusts and their municipalities, the tenant of all data.

    What differs between two of them is data below it, never a condition on its name.
    ``health_region`` is the same for those whose status is shown side by side; one that is
    ``left_out_of_region`` is not shown with the others. ``content_version`` counts the changes of
    its content; ``versions`` holds the latest one of each concern (``common/content.py``).
    """

    slug = models.SlugField(_("Name in the address"), unique=True, help_text=STAYS)
    name = models.CharField(_("Name"), max_length=200)
    short_name = models.CharField(_("Short name"), max_length=100)
    tagline = models.CharField(_("Line under the name"), max_length=300, blank=True)
    about = models.TextField(_("About"), blank=True, help_text=MARKDOWN)
    language = models.CharField(
        _("Language"), max_length=2, default="nb", choices=[("nb", "Bokmål"), ("nn", "Nynorsk")]
    )
    is_invented = models.BooleanField(_("Invented, for demonstration"), default=False)
    health_region = models.SlugField(_("Health region"), max_length=60, blank=True, db_index=False)
    health_region_name = models.CharField(
        _("Name of the health region"), max_length=100, blank=True
    )
    left_out_of_region = models.BooleanField(
        _("Not shown with the others of its health region"), default=False
    )
    hosts = ArrayField(
        models.CharField(max_length=253),
        verbose_name=_("Host names"),
        help_text=_("One on each line, such as samhandling.example.no."),
        default=list,
        blank=True,
    )
    search_words = ArrayField(
        models.CharField(max_length=200),
        verbose_name=_("Words that people search with"),
        help_text=_("What people write > what the texts say, such as: «rullestol > hjelpemidler»."),
        default=list,
        blank=True,
    )
    all_members_entered = models.BooleanField(
        _("All members are entered"), default=False, db_default=False
    )
    all_documents_entered = models.BooleanField(
        _("All agreements are entered"), default=False, db_default=False
    )
    all_plans_entered = models.BooleanField(
        _("All action plans and their measures are entered"), default=False, db_default=False
    )
    content_version = models.PositiveBigIntegerField(default=1)
    table = 0
    """Which table it was read from: a restore makes a new one."""
    versions = models.JSONField(default=dict, blank=True, editable=False)

    counted = ("content_version", "versions")
    """What the program counts: nobody writes it, and the log does not tell of it."""
    permissions = PUBLIC_RECORD

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Scoped(models.Model):
    """A row that belongs to one helsefellesskap; a query without a scope fails (django-scopes).

    Each model says itself who may see and change it (``permissions``): none is open by default.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True


def address_slug(max_length: int) -> models.SlugField[str, str]:
    """A name that stands in an address.

    It has no index of its own: it is looked for in its helsefellesskap or under what it belongs to,
    by the constraint that it is unique there. A ``SlugField`` by itself makes two.
    """
    return models.SlugField(
        _("Name in the address"),
        max_length=max_length,
        help_text=STAYS,
        db_index=False,
        validators=[is_key],
    )


def web_address(label: Any) -> models.URLField[str, str]:
    """An address on the web that a page leads to; may be empty."""
    return models.URLField(label, max_length=LONGEST_URL, blank=True, validators=[is_web_address])


class Source(Scoped):
    """A document that facts were taken from: slides, a note, a plan, a statute."""

    slug = address_slug(100)
    title = models.CharField(_("Title"), max_length=300)
    kind = models.CharField(_("Kind"), max_length=40, blank=True)
    publisher = models.CharField(_("Publisher"), max_length=200, blank=True)
    year = year(_("Year"))
    file = models.CharField(_("File"), max_length=200, blank=True)
    url = web_address(_("Web address"))
    description = models.TextField(_("Description"), blank=True)

    permissions = PUBLIC_RECORD

    objects = ScopedManager(partnership="partnership")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["partnership", "slug"], name="common_source_slug"),
            year_within("year", name="common_source_year"),
        ]
        ordering = ["year", "title"]

    def __str__(self) -> str:
        return self.title


class Sourced(models.Model):
    """A record that can name the source it came from, and where in it."""

    source = models.ForeignKey(
        Source,
        verbose_name=_("Source"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    source_note = models.CharField(_("Where in the source"), max_length=300, blank=True)

    class Meta:
        abstract = True


class Record(Scoped, Sourced):
    """A sourced fact of one helsefellesskap."""

    class Meta:
        abstract = True


class DatedRecord(Record, Dated):
    """A sourced fact of one helsefellesskap that holds for a period."""

    class Meta(Dated.Meta):
        abstract = True


class LooselyDatedRecord(DatedRecord, LooselyDated):
    """A sourced fact of one helsefellesskap whose period may have ends that are not days."""

    class Meta(LooselyDated.Meta):
        abstract = True


def scoped_manager(queryset: type[models.QuerySet] = DatedQuerySet) -> Any:
    """The manager of a scoped model: refuses to answer outside a helsefellesskap's scope."""
    return ScopedManager(
        partnership="partnership", _manager_class=models.Manager.from_queryset(queryset)
    )


EMPTY = models.Value({}, models.JSONField())


class AuditEntry(models.Model):
    """What was done, by whom, in which role, when and why; what was before, and after.

    The database refuses to change or delete a row. ``user`` and ``object_id`` are plain numbers:
    an entry outlives what it tells of.
    """

    partnership = models.ForeignKey(
        Partnership, on_delete=models.PROTECT, null=True, related_name="+"
    )
    at = models.DateTimeField(auto_now_add=True)
    by = models.CharField(max_length=200)
    user = models.BigIntegerField(null=True, blank=True)
    role = models.CharField(max_length=300, blank=True, default="", db_default="")
    action = models.CharField(max_length=100)
    object = models.CharField(max_length=300, blank=True)
    model = models.CharField(max_length=100, blank=True, default="", db_default="")
    object_id = models.BigIntegerField(null=True, blank=True)
    before = models.JSONField(default=dict, db_default=EMPTY)
    after = models.JSONField(default=dict, db_default=EMPTY)
    reason = models.CharField(max_length=1000, blank=True, default="", db_default="")
    detail = models.JSONField(default=dict)

    permissions = AUDIT
    concern = ""

    objects = ScopedManager(partnership="partnership")

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [
            models.Index(fields=["partnership", "-at"], name="common_audit_recent"),
            models.Index(fields=["model", "object_id", "-at"], name="common_audit_of_object"),
            models.Index(fields=["user", "-at"], name="common_audit_of_user"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.action} {self.object}"


class Submission(Scoped):
    """A form that has been carried out, so that the same one sent twice is carried out once.

    ``key`` is a digest of who sent what from which showing of a page; ``location`` is where the
    browser was sent then, and is sent the second time. Kept for a day.
    """

    key = models.CharField(max_length=64)
    location = models.CharField(max_length=2000)
    at = models.DateTimeField(auto_now_add=True, db_index=True)

    permissions = SUBMISSION
    concern = ""

    objects = ScopedManager(partnership="partnership")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["partnership", "key"], name="common_submission_once")
        ]

    def __str__(self) -> str:
        return self.location


class Unsaved(Scoped):
    """What a user is typing in a form and has not saved; the writer's alone.

    Not part of what the helsefellesskap holds: no entry of the audit trail tells of it, and no
    search, page of others or export has it. It goes when the form is saved, and by itself after a
    time (``common/unsaved.py``).
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    path = models.CharField(max_length=500)
    data = models.TextField()
    at = models.DateTimeField()

    permissions = UNSAVED
    concern = ""

    objects = ScopedManager(partnership="partnership")

    class Meta:
        ordering = ["-at"]
        verbose_name_plural = "unsaved"
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "user", "path"], name="common_unsaved_once"
            )
        ]
        indexes = [models.Index(fields=["at"], name="common_unsaved_at")]

    def __str__(self) -> str:
        return self.path


def today() -> datetime.date:
    """The date in Norway now."""
    from django.utils import timezone

    return timezone.localdate()
