"""What an operator writes about other organisations is read, or refused with the reason."""

import json

import pytest
from django.core.exceptions import ImproperlyConfigured

from samspill.settings import oidc

ENTRA = {
    "id": "entra",
    "name": "Helse Nord-Trøndelag",
    "issuer": "https://login.microsoftonline.com/6f2b/v2.0/",
    "client_id": "samspill",
    "client_secret": "hunter2",
}


def one(**changed):
    kept = {key: value for key, value in {**ENTRA, **changed}.items() if value is not None}
    return json.dumps({"providers": [kept]})


def test_nothing_given_is_no_organisation():
    assert oidc.providers("") == {}


def test_json_is_read_as_it_stands():
    (app,) = oidc.providers(one(trust_email=True))["openid_connect"]["APPS"]
    assert (app["provider_id"], app["secret"]) == ("entra", "hunter2")
    assert app["settings"]["issuer"] == "https://login.microsoftonline.com/6f2b/v2.0"
    assert app["settings"]["trust_email"] is True
    assert app["settings"]["oauth_pkce_enabled"] is True


def test_a_file_is_read_and_its_secret_from_another(tmp_path):
    (tmp_path / "secret").write_text("hunter3\n")
    path = tmp_path / "oidc.yaml"
    path.write_text(
        "providers:\n  - {id: jobb, name: Jobben, issuer: 'https://x.no', client_id: s,\n"
        f"     client_secret_file: {tmp_path / 'secret'}}}\n"
    )
    (app,) = oidc.providers(str(path))["openid_connect"]["APPS"]
    assert app["secret"] == "hunter3"


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (one(issuer="http://login.example.no"), "providers.0.issuer: .*https://"),
        (one(domains=["*"]), "providers.0.domains.0: "),
        (one(domains=["no"]), "providers.0.domains.0: "),
        (one(client_secret=None), "client_secret or client_secret_file"),
        (one(client_secret_file="/x"), "client_secret or client_secret_file"),
        (one(client_secret=None, client_secret_file="/finnes/ikke"), "No such file"),
        (one(id="To ord"), "providers.0.id"),
        (one(colour="red"), "providers.0.colour"),
        (json.dumps({"providers": [ENTRA, ENTRA]}), "the same id"),
        ("{", "neither YAML nor JSON"),
        ("/finnes/ikke.yaml", "No such file"),
    ],
)
def test_what_is_wrong_is_told_without_the_secret(given, told):
    with pytest.raises(ImproperlyConfigured, match=told) as refused:
        oidc.providers(given)
    assert "hunter2" not in str(refused.value)
