"""An OpenID Connect provider in a process of its own, on this machine; it lies when told to.

``POST /control`` with a JSON object sets who signs in next (``claims``) and what goes wrong
(``id_token``: claims put in its place; ``userinfo``; ``wrong_key``; ``own_key``, which the token
names itself; ``algorithm``; ``header``; ``moved``: redirects to where the answer is; ``refuse``).
"""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

CLIENT, SECRET = "samspill", "svaert hemmelig"
KEY, OTHER_KEY = (rsa.generate_private_key(65537, 2048) for _ in range(2))
CODES: dict[str, dict[str, str]] = {}
CONTROL: dict[str, Any] = {}


class Handler(BaseHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Nothing is told."""

    @property
    def issuer(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}"  # type: ignore[attr-defined]

    def answer(self, content: Any, status: int = 200) -> None:
        body = json.dumps(content).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self) -> None:
        url = urlsplit(self.path)
        query = {name: values[0] for name, values in parse_qs(url.query).items()}
        if CONTROL.get("moved") == url.path:
            self.send_response(302)
            self.send_header("Location", f"{self.issuer}/elsewhere{url.path}")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        url = url._replace(path=url.path.removeprefix("/elsewhere"))
        if url.path == "/.well-known/openid-configuration":
            self.answer(self.configuration())
        elif url.path == "/jwks":
            key = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key()))
            self.answer({"keys": [{**key, "kid": "one", "alg": "RS256", "use": "sig"}]})
        elif url.path == "/authorize":
            self.authorize(query)
        elif url.path == "/userinfo":
            is_ours = self.headers.get("Authorization") == "Bearer token"
            self.answer(
                {**CONTROL["claims"], **CONTROL.get("userinfo", {})}, 200 if is_ours else 401
            )
        else:
            self.answer({}, 404)

    def configuration(self) -> dict[str, Any]:
        return {
            "issuer": CONTROL.get("issuer", self.issuer),
            **{
                name: f"{self.issuer}/{path}"
                for name, path in {
                    "authorization_endpoint": "authorize",
                    "token_endpoint": "token",
                    "userinfo_endpoint": "userinfo",
                    "jwks_uri": "jwks",
                }.items()
            },
        }

    def authorize(self, query: dict[str, str]) -> None:
        answer = {"state": query["state"]}
        if CONTROL.get("refuse"):
            answer["error"] = CONTROL["refuse"]
        else:
            answer["code"] = secrets.token_urlsafe(8)
            CODES[answer["code"]] = query
        self.send_response(302)
        self.send_header("Location", f"{query['redirect_uri']}?{urlencode(answer)}")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        if self.path == "/control":
            CONTROL.clear()
            CONTROL.update(json.loads(body))
            self.answer({})
        elif self.path == "/token":
            self.token({name: values[0] for name, values in parse_qs(body).items()})
        else:
            self.answer({}, 404)

    def token(self, given: dict[str, str]) -> None:
        asked = CODES.pop(given["code"], None)
        verifier = hashlib.sha256(given.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(verifier).decode().rstrip("=")
        basic = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        if (
            asked is None
            or asked.get("code_challenge") != challenge
            or asked["redirect_uri"] != given["redirect_uri"]
            or self.headers.get("Authorization") != f"Basic {basic}"
        ):
            self.answer({"error": "invalid_grant"}, 400)
            return
        now = int(time.time())
        claims = {
            "iss": self.issuer,
            "aud": CLIENT,
            "iat": now,
            "exp": now + 60,
            "nonce": asked.get("nonce"),
            **CONTROL["claims"],
            **CONTROL.get("id_token", {}),
        }
        key = OTHER_KEY if CONTROL.get("wrong_key") else KEY
        header = {"kid": "one", **CONTROL.get("header", {})}
        if CONTROL.get("own_key"):
            own = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(OTHER_KEY.public_key()))
            key, header = OTHER_KEY, {**header, "jwk": own, "jku": f"{self.issuer}/own"}
        algorithm = CONTROL.get("algorithm", "RS256")
        public = KEY.public_key().public_bytes(Encoding.DER, PublicFormat.PKCS1)
        by = {"none": None, "HS256": public}
        token = jwt.encode(claims, by.get(algorithm, key), algorithm, headers=header)
        self.answer({"access_token": "token", "token_type": "Bearer", "id_token": token})


if __name__ == "__main__":
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        print(server.server_port, flush=True)
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            sys.exit(0)
