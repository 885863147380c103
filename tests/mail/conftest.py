"""A real mail server on this machine, and installations that several processes work on."""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from collections.abc import Iterator
from email import message_from_bytes
from email.message import EmailMessage, Message
from email.policy import default

import pytest
from aiosmtpd.controller import Controller

from tests.operations.conftest import filled, made, new, template
from tests.secretariat import browser, partnership, siri

__all__ = ["browser", "filled", "made", "new", "partnership", "siri", "template"]


class Inbox:
    """What the server has taken, and how it is to behave."""

    def __init__(self) -> None:
        self.taken: list[tuple[str, EmailMessage]] = []
        self.refuse: dict[str, str] = {}
        self.seconds = 0.0
        self.came = threading.Event()

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        if address in self.refuse:
            return self.refuse[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        message: Message = message_from_bytes(envelope.content, policy=default)
        assert isinstance(message, EmailMessage)
        self.taken.append((envelope.rcpt_tos[0], message))
        self.came.set()
        if self.seconds:
            await asyncio.sleep(self.seconds)
        return "250 OK"

    @property
    def addresses(self) -> list[str]:
        return sorted(address for address, _message in self.taken)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture
def inbox(settings) -> Iterator[Inbox]:
    """A mail server that this process sends through."""
    controller = Controller(Inbox(), hostname="127.0.0.1", port=free_port())
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", controller.port
    settings.EMAIL_USE_TLS = False
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    yield controller.handler
    # What it is still busy with ends before it does.
    time.sleep(controller.handler.seconds)
    controller.stop()
