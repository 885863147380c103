"""Mail: a real server on this machine, with each fault made there."""

from __future__ import annotations

import socket
import ssl

import pytest
import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

from samspill.operations.checks import mail
from samspill.operations.findings import Level

USER, PASSWORD = "samspill", "hunter22-marked"


class Inbox:
    def __init__(self):
        self.messages = []

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        self.messages.append(envelope)
        return "250 OK"


def authenticator(server, session, envelope, mechanism, credentials):
    right = (credentials.login, credentials.password) == (USER.encode(), PASSWORD.encode())
    return AuthResult(success=right, handled=right)


@pytest.fixture
def authority(monkeypatch, tmp_path):
    """A certificate authority that this process trusts."""
    made = trustme.CA()
    made.cert_pem.write_to_path(tmp_path / "authority.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))
    return made


@pytest.fixture
def serve(settings):
    running = []

    def start(certificate=None, **options):
        context = None
        if certificate:
            context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
            certificate.configure_cert(context)
        controller = Controller(
            Inbox(), hostname="127.0.0.1", port=0, tls_context=context, **options
        )
        controller.port = free()
        controller.start()
        running.append(controller)
        settings.EMAIL_HOST, settings.EMAIL_PORT = "localhost", controller.port
        settings.EMAIL_USE_TLS = context is not None
        settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
        return controller.handler

    yield start
    for controller in running:
        controller.stop()


def free():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def found(**options):
    *_, last = mail.server(**options)
    return last


def test_a_server_that_speaks_tls(serve, authority):
    serve(authority.issue_cert("localhost"), require_starttls=True)
    assert found().level == Level.OK
    assert "answers over TLS." in found().said


def test_nothing_is_sent_unasked(serve):
    inbox = serve()
    assert found().level == Level.OK
    assert inbox.messages == []


def test_a_message_is_sent_when_told_to_whom(serve):
    inbox = serve()
    assert "to post@example.no was taken" in found(send_to="post@example.no").said
    (message,) = inbox.messages
    assert message.rcpt_tos == ["post@example.no"]


def test_a_message_that_is_refused(serve):
    serve(data_size_limit=10)
    assert found(send_to="post@example.no").level == Level.WRONG


def test_a_sign_in(serve, authority, settings):
    serve(authority.issue_cert("localhost"), authenticator=authenticator)
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = USER, PASSWORD
    assert found().said.endswith("over TLS, signed in.")
    settings.EMAIL_HOST_PASSWORD = "wrong-password"
    finding = found()
    assert finding.level == Level.WRONG
    assert "refuses the sign-in (535)" in finding.said
    assert "wrong-password" not in finding.as_line()


def test_a_server_without_starttls(serve, settings):
    serve()
    settings.EMAIL_USE_TLS = True
    assert "offers no STARTTLS" in found().said


def test_a_certificate_that_nobody_trusts(serve, authority):
    serve(trustme.CA().issue_cert("localhost"))
    assert "can't be trusted" in found().said


def test_a_certificate_of_another_name(serve, authority):
    serve(authority.issue_cert("mail.example.no"))
    assert "can't be trusted" in found().said


def test_a_port_where_nobody_listens(serve, settings):
    serve()
    settings.EMAIL_PORT = free()
    assert "can't be reached (Connection refused)" in found().said


def test_a_host_that_has_no_address(serve, settings):
    serve()
    settings.EMAIL_HOST = "mail.invalid"
    assert found().level == Level.WRONG


def test_a_server_that_says_nothing(serve, settings):
    serve()
    settings.EMAIL_TIMEOUT = 0.2
    with socket.create_server(("127.0.0.1", 0)) as silent:
        settings.EMAIL_PORT = silent.getsockname()[1]
        assert "does not answer in time" in found().said


def test_without_a_server_mail_goes_to_the_log(settings):
    settings.EMAIL_HOST = ""
    assert found().level == Level.OK
