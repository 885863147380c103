"""A message in the outbox."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samspill.common.models import Partnership
from samspill.common.permissions import Rule, operator, secretariat


class Message(models.Model):
    """One mail to one address.

    ``key`` says what it is about and for which time: a second message with the same key is not
    written, so that whoever asks for a message may ask again. The text is removed some time after
    it was sent (:func:`samspill.mail.actions.forget`), that of a secret one at once; that it was
    sent stays, and to whom, unless whoever wrote it has it forgotten too (``forget_readers``).
    ``calendar`` is what goes along for the reader's calendar (iCalendar, RFC 5546).
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        SENDING = "sending", _("Being sent")
        SENT = "sent", _("Sent")
        REFUSED = "refused", _("Refused")
        UNCERTAIN = "uncertain", _("Perhaps sent")
        RETURNED = "returned", _("Came back")

    partnership = models.ForeignKey(
        Partnership, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    key = models.CharField(max_length=200, unique=True)
    to = models.EmailField()
    subject = models.CharField(max_length=300)
    text = models.TextField()
    calendar = models.TextField(blank=True, default="", db_default="")
    unsubscribe = models.CharField(max_length=500, blank=True, default="", db_default="")
    is_secret = models.BooleanField(default=False, db_default=False)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    problem = models.CharField(max_length=500, blank=True)
    written_at = models.DateTimeField(default=timezone.now)
    not_before = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True, blank=True)

    permissions = Rule(see=secretariat | operator, actions={"change": secretariat | operator})
    concern = ""

    class Meta:
        ordering = ["-written_at", "-id"]
        indexes = [
            models.Index(
                fields=["not_before", "id"], name="mail_waiting", condition=Q(state="waiting")
            ),
            models.Index(fields=["id"], name="mail_sending", condition=Q(state="sending")),
            models.Index(fields=["partnership", "-written_at"], name="mail_recent"),
        ]

    def __str__(self) -> str:
        return self.subject
