"""A passkey without a browser, and what no passkey would send."""

import json
from typing import Any

from allauth.account.utils import user_pk_to_url_str
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from django.test import Client
from fido2 import cbor
from fido2.cose import ES256
from fido2.utils import sha256, websafe_encode
from fido2.webauthn import Aaguid, AttestationObject, AttestedCredentialData, AuthenticatorData, CollectedClientData

HOST = "testserver"
SEEN = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.UV


class Passkey:
    """Answers what a page asks of a passkey, as a browser would send it."""

    def __init__(self) -> None:
        self.id = b"a passkey of the tests"
        self._key = ec.generate_private_key(ec.SECP256R1())

    def added(self, client: Client) -> dict[str, Any]:
        public = ES256.from_cryptography_key(self._key.public_key())
        whole = AttestedCredentialData.create(Aaguid.NONE, self.id, public)
        data = AuthenticatorData.create(sha256(HOST.encode()), SEEN | AuthenticatorData.FLAG.AT, 0, whole)
        told = {"attestationObject": websafe_encode(AttestationObject.create("none", data, {}))}
        return self._sent(_said(client, CollectedClientData.TYPE.CREATE), told)

    def shown(self, client: Client, user: Any) -> dict[str, Any]:
        said = _said(client, CollectedClientData.TYPE.GET)
        data = AuthenticatorData.create(sha256(HOST.encode()), SEEN, 0)
        signature = self._key.sign(data + said.hash, ec.ECDSA(SHA256()))
        handle = websafe_encode(user_pk_to_url_str(user).encode())
        told = {"authenticatorData": data, "signature": signature}
        return self._sent(said, {name: websafe_encode(value) for name, value in told.items()} | {"userHandle": handle})

    def _sent(self, said: CollectedClientData, told: dict[str, str]) -> dict[str, Any]:
        name = websafe_encode(self.id)
        return {
            "type": "public-key",
            "id": name,
            "rawId": name,
            "response": {"clientDataJSON": websafe_encode(said), **told},
            "clientExtensionResults": {"credProps": {"rk": True}},
        }


def _said(client: Client, kind: str) -> CollectedClientData:
    challenge = client.session["mfa.webauthn.state"]["challenge"]
    return CollectedClientData.create(str(kind), challenge, f"https://{HOST}")


def _coded(value: Any) -> str:
    return websafe_encode(json.dumps(value).encode())


CLIENT = {"type": "webauthn.get", "challenge": "AAAA", "origin": f"https://{HOST}"}
DATA = websafe_encode(AuthenticatorData.create(sha256(HOST.encode()), SEEN, 0))
RESPONSE = {"clientDataJSON": _coded(CLIENT), "authenticatorData": DATA, "signature": "AAAA", "userHandle": "MQ"}
WHOLE = {"id": "AAAA", "rawId": "AAAA", "type": "public-key", "response": RESPONSE, "clientExtensionResults": {}}
HUGE = 10**13


def _with(**changed: Any) -> str:
    return json.dumps({**WHOLE, **changed})


def _answer(**changed: Any) -> str:
    return _with(response={**RESPONSE, **changed})


def _client(**changed: Any) -> str:
    return _answer(clientDataJSON=_coded({**CLIENT, **changed}))


def _attested(value: Any) -> str:
    made = {**CLIENT, "type": "webauthn.create"}
    object_ = websafe_encode(value if isinstance(value, bytes) else cbor.encode(value))
    return _answer(clientDataJSON=_coded(made), attestationObject=object_)


GARBAGE = [
    "", "{", "null", "[]", "{}", "0", "NaN", '"x"', "[[]]", "9" * 5000,
    "[" * 100_000, '{"a":' * 9_000, "\0", "x" * 900_000,
    '{"id":1}', '{"id":"\\ud800"}', '{"id":"\\u0000"}', '{"id":null,"rawId":null}', '{"response":null}',
    '{"response":[]}', '{"response":{"userHandle":5}}', '{"response":{"userHandle":"MQ"}}',
    '{"rawId":"AAAA","response":{}}',
    _with(), _with(rawId=HUGE), _with(rawId="BBBB"), _with(id=HUGE, rawId=HUGE), _with(rawId="é"), _with(rawId=[1, -1]),
    _with(type={}), _with(type=[[]]), _with(authenticatorAttachment=5), _with(response="x"),
    _with(clientExtensionResults=[]), _with(clientExtensionResults=None),
    _with(clientExtensionResults={"credProps": 5}),
    _answer(clientDataJSON=""), _answer(clientDataJSON=HUGE), _answer(clientDataJSON=_coded([])),
    _answer(clientDataJSON=_coded(5)), _answer(clientDataJSON=websafe_encode(b"\xff")),
    _answer(clientDataJSON=websafe_encode(b"[" * 20_000)), _answer(clientDataJSON=websafe_encode(b"9" * 5000)),
    _client(challenge=HUGE), _client(challenge=None), _client(challenge="\ud800"), _client(challenge="é"),
    _client(origin=5), _client(origin="http://["), _client(origin=None), _client(type=[]),
    _answer(authenticatorData="AAAA"), _answer(authenticatorData=HUGE), _answer(authenticatorData={}),
    _answer(authenticatorData=websafe_encode(b"\0" * 32 + b"\xff" * 40)),
    _answer(signature=HUGE), _answer(signature=None), _answer(userHandle=HUGE), _answer(userHandle="é"),
    _answer(userHandle=websafe_encode(b"z" * 30)), _answer(userHandle=websafe_encode(b"9" * 30)),
    _answer(userHandle=websafe_encode(b"\0")), _answer(userHandle=websafe_encode(b"\xff\xff")),
    _attested(b""), _attested(b"\xff"), _attested(b"\x81" * 20_000), _attested(b"\xa1\x80\x80"),
    _attested(b"\xbb" + b"\xff" * 9),
    _attested(5), _attested([]), _attested({}), _attested({"fmt": 1, "authData": HUGE, "attStmt": 1}),
    _attested({"fmt": "none", "authData": b"", "attStmt": {}}),
    _attested({"fmt": "none", "authData": "x", "attStmt": {}}),
    _attested({"fmt": "none", "authData": AuthenticatorData.create(sha256(HOST.encode()), SEEN, 0), "attStmt": {}}),
    _attested(
        {"fmt": "none", "authData": sha256(HOST.encode()) + b"\x45" + b"\0" * 22 + b"\xa1\x03\x61x", "attStmt": {}}
    ),
]  # fmt: skip
"""What once broke fido2 or allauth, or could: wrong kinds, numbers taken for lengths, nests, letters that are none."""
