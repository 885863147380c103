"""Files of a case: an exempt one leaves no trace."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from samspill.bodies.models import Body
from samspill.cases.models import Case, CaseFile
from samspill.common.actors import Actor
from samspill.common.models import Partnership
from samspill.parties.models import Party
from tests.cases.raising import WORK, english
from tests.commitments.files import PDF
from tests.secretariat import signed_in


def test_an_exempt_file_leaves_no_trace_and_an_open_one_is_anyone_s(
    partnership: Partnership, secretary: Actor, verdal: Party, council: Body, browser: Client,
    kari: Client, django_capture_on_commit_callbacks: Any,
) -> None:  # fmt: skip
    Case.objects.create(
        partnership=partnership, slug="sak", title="Sak", state="accepted", body=council,
        proposer=verdal,
    )  # fmt: skip
    page = f"{WORK}sak/filer/"
    assert kari.get(page).status_code == 403, "accepted, it is the secretariat's to keep"
    for name, statute in (("apen.pdf", ""), ("hemmelig.pdf", "offentleglova § 13")):
        file = SimpleUploadedFile(name, PDF + name.encode())
        sent = {"attached": file, "exempt_statute": statute}
        assert browser.post(page, sent).status_code == 302
    opened, exempt = CaseFile.objects.all()
    shown = Client().get("/hf/prove/saker/sak/").content.decode()
    for address in ("/hf/prove/saker/sak/", "/hf/prove/saker/", "/hf/prove/sok/?q=hemmelig"):
        told = Client().get(address).content.decode()
        assert exempt.key not in told, address
        assert "hemmelig.pdf" not in told, address
    assert f"/saker/filer/{opened.key}/" in shown
    assert opened.key[:4] != exempt.key[:4], "no address tells how many there are"
    got = Client().get(f"/hf/prove/saker/filer/{opened.key}/")
    assert got.status_code == 200
    assert got["Content-Disposition"] == 'attachment; filename="apen.pdf"'
    assert Client().get(f"/hf/prove/saker/filer/{exempt.key}/").status_code == 404
    own = f"{WORK}filer/{exempt.key}/"
    assert kari.get(own).status_code == 200, "who raised it reads its files"
    another = Party.objects.create(partnership=partnership, slug="frosta", name="Frosta")
    other = english(signed_in(partnership, "ola@example.no", "contact", another))
    assert other.get(own).status_code == 404
    assert browser.post(f"{own}unnta/", {"statute": ""}).status_code == 302
    assert Client().get(f"/hf/prove/saker/filer/{exempt.key}/").status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        assert browser.post(f"{own}fjern/", {"reason": "Feil fil"}).status_code == 302
    assert not exempt.path.exists()
    assert Client().get(f"/hf/prove/saker/filer/{exempt.key}/").status_code == 404
    Case.objects.update(is_public=False, exempt_statute="offentleglova § 13")
    assert Client().get(f"/hf/prove/saker/filer/{opened.key}/").status_code == 404
