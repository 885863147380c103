"""When the site's certificate ends, read from its file: nothing is asked over the network."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings

from samspill.operations.findings import Finding, ok, warning, wrong

SOON = timedelta(days=14)
RENEW = "Renew it, and see why it was not renewed by itself (certbot renew, caddy reload)."
CENTURY_SPLIT = 50
UTC_TIME, GENERALIZED_TIME, VERSION = 0x17, 0x18, 0xA0


def validity() -> Iterator[Finding]:
    """Already valid, and for a while yet."""
    if not settings.SAMSPILL_CERTIFICATE:
        yield ok("certificate", "Not checked: TLS_CERTIFICATE names no file.")
        return
    path = Path(settings.SAMSPILL_CERTIFICATE)
    try:
        begins, ends = period(path.read_text(encoding="ascii"))
    except OSError as problem:
        remedy = "See that TLS_CERTIFICATE is right and that this user may read it."
        yield wrong("certificate", f"{path} can't be read ({problem.strerror}).", remedy)
        return
    except (ValueError, IndexError):
        remedy = "Set TLS_CERTIFICATE to a file that begins with the certificate (PEM)."
        yield wrong("certificate", f"{path} holds no certificate.", remedy)
        return
    now = datetime.now(UTC)
    if now >= ends:
        yield wrong("certificate", f"It ended {ends:%Y-%m-%d}: browsers refuse the site.", RENEW)
    elif now < begins:
        remedy = "See that this machine's clock is right."
        yield wrong("certificate", f"It is not valid before {begins:%Y-%m-%d}.", remedy)
    elif ends - now < SOON:
        yield warning("certificate", f"It ends {ends:%Y-%m-%d}.", RENEW)
    else:
        yield ok("certificate", f"Valid until {ends:%Y-%m-%d}.")


def period(pem: str) -> tuple[datetime, datetime]:
    """When the first certificate of a PEM file begins and ends to hold (RFC 5280, 4.1).

    Raises ValueError or IndexError when there is none.
    """
    begin = pem.index(ssl.PEM_HEADER)
    end = pem.index(ssl.PEM_FOOTER, begin) + len(ssl.PEM_FOOTER)
    certificate = ssl.PEM_cert_to_DER_cert(pem[begin:end])
    ((_, whole),) = _fields(certificate)
    (_, signed), *_rest = _fields(whole)
    fields = list(_fields(signed))
    # version (may be left out), serial number, signature, issuer, validity
    place = 4 if fields[0][0] == VERSION else 3
    begins, ends = (_moment(kind, text) for kind, text in _fields(fields[place][1]))
    return begins, ends


def _fields(der: bytes) -> Iterator[tuple[int, bytes]]:
    """Kind and content of each value in a sequence (ITU-T X.690, DER)."""
    while der:
        kind, length, start = der[0], der[1], 2
        if length & 0x80:
            start += length & 0x7F
            length = int.from_bytes(der[2:start], "big")
        if start + length > len(der):
            raise ValueError("it is cut off")
        yield kind, der[start : start + length]
        der = der[start + length :]


def _moment(kind: int, text: bytes) -> datetime:
    written = text.decode("ascii")
    if kind == UTC_TIME:
        written = ("20" if int(written[:2]) < CENTURY_SPLIT else "19") + written
    elif kind != GENERALIZED_TIME:
        raise ValueError("it has no period")
    return datetime.strptime(written, "%Y%m%d%H%M%SZ").replace(tzinfo=UTC)
