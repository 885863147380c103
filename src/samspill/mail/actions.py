"""Writing messages, sending what waits, and clearing up."""

from __future__ import annotations

import datetime
import logging
import re
import smtplib
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django_scopes import scopes_disabled

from samspill.common import audit
from samspill.common.actors import Actor
from samspill.common.models import Partnership
from samspill.common.permissions import require
from samspill.mail.models import Message

log = logging.getLogger("samspill.mail")

LONGEST_WAIT_MINUTES = 6 * 60
ATTEMPTS = 8
LOST_AFTER = datetime.timedelta(minutes=10)
TEXT_KEPT = datetime.timedelta(days=90)
SECRET_KEPT = datetime.timedelta(days=14)
"""What a secret letter lets its reader do, it lets do no longer."""
AT_A_TIME = 1000
FOR_GOOD = 500
AGAIN = (Message.State.REFUSED, Message.State.UNCERTAIN, Message.State.RETURNED)
"""What may be sent once more."""
METHOD = re.compile(r"^METHOD:(\w+)\r?$", re.MULTILINE)


@dataclass(frozen=True)
class Letter:
    """What to mail to whom; ``key`` tells it from every other (see :class:`Message`)."""

    key: str
    to: str
    subject: str
    text: str
    partnership: Partnership | None = None
    unsubscribe: str = ""
    """Address of the page where the reader says that no more are wanted (RFC 8058)."""
    is_secret: bool = False
    """The text opens something: it is forgotten as soon as it is sent."""
    calendar: str = ""
    """What the reader's calendar takes in: an invitation, or that one is taken back (RFC 5546)."""
    waits: datetime.timedelta = datetime.timedelta()
    """How long it lies before it goes out, so that what comes at once after it can take its place
    (:func:`overtake`)."""


def write(letters: Iterable[Letter]) -> int:
    """Puts messages in the outbox, in the transaction of what they tell of.

    Returns:
        How many were new; those whose key there is already are left as they are.
    """
    written = 0
    now = timezone.now()
    batch: list[Message] = []
    for letter in letters:
        batch.append(
            Message(
                key=letter.key,
                to=letter.to,
                subject=" ".join(letter.subject.split())[:300],
                text=letter.text,
                partnership=letter.partnership,
                unsubscribe=letter.unsubscribe,
                is_secret=letter.is_secret,
                calendar=letter.calendar,
                not_before=now + letter.waits,
            )
        )
        if len(batch) == AT_A_TIME:
            written += _write(batch)
            batch = []
    return written + _write(batch)


def _write(batch: list[Message]) -> int:
    keys = [message.key for message in batch]
    there = Message.objects.filter(key__in=keys)
    before = there.count()
    Message.objects.bulk_create(batch, ignore_conflicts=True)
    return there.count() - before


def overtake(beginning: str) -> int:
    """Takes back letters that no server was ever asked to take: something newer says it all.

    Args:
        beginning: how their keys begin.

    Returns:
        How many.
    """
    unsent = Message.objects.filter(state=Message.State.WAITING, attempts=0)
    overtaken = unsent.filter(key__startswith=beginning).select_for_update(skip_locked=True)
    return Message.objects.filter(pk__in=list(overtaken.values_list("pk", flat=True))).delete()[0]


@scopes_disabled()
def send_waiting() -> int:
    """Sends what waits, one at a time. Several processes may do it at once.

    A message is marked before it goes out and once more after the mail server has taken it. What
    stays marked as being sent, because its process died just then, may or may not have gone out:
    it is not sent again by itself, but shown as perhaps sent. While the mail server is away
    everything waits.

    Returns:
        How many the mail server took.
    """
    _mark_lost()
    if not _waiting().exists():
        return 0
    taken = 0
    connection = get_connection(fail_silently=False)
    try:
        while _ready(connection) and (message := _take()) is not None:
            taken += _hand_over(message, connection)
            if message.state == Message.State.UNCERTAIN:
                break
    except (smtplib.SMTPException, OSError) as away:
        log.warning("The mail server does not answer: %s", type(away).__name__)
    finally:
        connection.close()
    return taken


def _ready(connection: BaseEmailBackend) -> bool:
    """Sees that the mail server listens, before a message is marked; raises when it does not."""
    session = getattr(connection, "connection", None)
    if session is not None:
        try:
            session.noop()
        except (smtplib.SMTPException, OSError):
            connection.close()
    connection.open()
    return True


def _waiting() -> QuerySet[Message]:
    return Message.objects.filter(state=Message.State.WAITING, not_before__lte=timezone.now())


@transaction.atomic
def _take() -> Message | None:
    """Marks the next message as being sent; nobody else takes it."""
    waiting = _waiting().order_by("not_before", "id").select_for_update(skip_locked=True)
    message = waiting.first()
    if message is not None:
        message.state = Message.State.SENDING
        message.attempts += 1
        message.not_before = timezone.now()
        message.save(update_fields=["state", "attempts", "not_before"])
    return message


def _hand_over(message: Message, connection: BaseEmailBackend) -> bool:
    """Gives a message to the mail server, and writes down what it said; True when it was taken.

    A refusal is an answer. A connection that breaks is none: the message may have been taken.
    """
    headers = {
        "Message-ID": f"<{message.pk}.{message.written_at:%Y%m%d%H%M%S}@{_domain()}>",
        "Auto-Submitted": "auto-generated",
    }
    if message.unsubscribe:
        headers["List-Unsubscribe"] = f"<{message.unsubscribe}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    mail = EmailMultiAlternatives(
        subject=message.subject,
        body=message.text,
        to=[message.to],
        headers=headers,
        connection=connection,
    )
    if message.calendar:
        # Mail programs show the buttons of an invitation only where the part names its method
        # (RFC 6047, 2.4).
        method = METHOD.search(message.calendar)
        of = f"; method={method[1]}" if method else ""
        mail.attach_alternative(message.calendar, f"text/calendar{of}")
    try:
        mail.send()
    except (smtplib.SMTPRecipientsRefused, smtplib.SMTPResponseException) as refused:
        _wait_or_give_up(message, refused)
        return False
    except ValueError:
        # Nothing was sent: the address or the subject is none that a letter can have.
        message.state, message.problem = Message.State.REFUSED, "not an address"
        message.save(update_fields=["state", "problem"])
        return False
    except (smtplib.SMTPException, OSError) as broken_off:
        message.state, message.problem = Message.State.UNCERTAIN, type(broken_off).__name__
        message.save(update_fields=["state", "problem"])
        return False
    message.state, message.sent_at, message.problem = Message.State.SENT, timezone.now(), ""
    if message.is_secret:
        message.text = message.calendar = ""
    message.save(update_fields=["state", "sent_at", "problem", "text", "calendar"])
    return True


def _domain() -> str:
    return settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip("> ") or "localhost"


Refusal = smtplib.SMTPRecipientsRefused | smtplib.SMTPResponseException


def _wait_or_give_up(message: Message, problem: Refusal) -> None:
    """A refusal for good ends it; anything else is tried again, later each time."""
    for_good = isinstance(problem, smtplib.SMTPRecipientsRefused) and all(
        code >= FOR_GOOD for code, _said in problem.recipients.values()
    )
    given_up = for_good or message.attempts >= ATTEMPTS
    minutes = min(2**message.attempts, LONGEST_WAIT_MINUTES)
    message.state = Message.State.REFUSED if given_up else Message.State.WAITING
    message.not_before = timezone.now() + datetime.timedelta(minutes=minutes)
    message.problem = _said(problem)[:500]
    message.save(update_fields=["state", "not_before", "problem"])


def _said(problem: Refusal) -> str:
    answers: list[tuple[int, bytes | str]]
    if isinstance(problem, smtplib.SMTPRecipientsRefused):
        answers = list(problem.recipients.values())
    else:
        answers = [(problem.smtp_code, problem.smtp_error)]
    return "; ".join(
        f"{code} {said.decode(errors='replace') if isinstance(said, bytes) else said}"
        for code, said in answers
    )


def _mark_lost() -> int:
    """What has been on its way for long was in the hands of a process that died."""
    lost = Message.objects.filter(
        state=Message.State.SENDING, not_before__lt=timezone.now() - LOST_AFTER
    )
    return lost.update(state=Message.State.UNCERTAIN)


@transaction.atomic
def send_again(*, by: Actor, message: Message) -> Message:
    """Lets a message go out once more that was refused, came back, or perhaps never came out.

    Raises:
        NotAllowed: the actor may not.
    """
    require(by, "change", message)
    message = Message.objects.select_for_update().get(pk=message.pk)
    if message.text and message.state in AGAIN:
        message.state, message.attempts = Message.State.WAITING, 0
        message.not_before = timezone.now()
        message.save(update_fields=["state", "attempts", "not_before"])
        audit.record_change(by=by, action="send again", about=message)
    return message


def forget_readers(keys: Iterable[int]) -> int:
    """Removes whom letters went to, by their primary keys, with their text and why they came back,
    which often names the reader. What is still on its way is let be.

    Returns:
        How many.
    """
    over = (Message.State.SENT, *AGAIN)
    found = Message.objects.filter(pk__in=list(keys), state__in=over)
    return found.update(to="", text="", calendar="", problem="")


@transaction.atomic
def came_back(*, by: Actor, beginning: str) -> Message | None:
    """Marks the last letter that was sent as one that came back: no mail server told of it then.

    The caller has asked who may say so: a secretary keeps the letters of a meeting alone.

    Args:
        beginning: how the keys of the letters begin, to one reader about one thing.

    Returns:
        The letter; None where none was sent.
    """
    sent = Message.objects.filter(key__startswith=beginning, state=Message.State.SENT)
    message = sent.select_for_update().order_by("-pk").first()
    if message is not None:
        message.state = Message.State.RETURNED
        message.save(update_fields=["state"])
        audit.record_change(by=by, action="came back", about=message)
    return message


@scopes_disabled()
def forget() -> int:
    """Removes the text of what was sent long ago; that it was sent stays.

    A secret one that never came out is given up: what it would let its reader do is too old.
    """
    now = timezone.now()
    secret = Message.objects.filter(is_secret=True, written_at__lt=now - SECRET_KEPT)
    given_up = secret.exclude(state=Message.State.SENT).exclude(text="")
    removed = given_up.update(text="", calendar="", state=Message.State.REFUSED)
    old = Message.objects.filter(sent_at__lt=now - TEXT_KEPT).exclude(text="")
    return removed + old.update(text="", calendar="")
