"""What a browser sends of a passkey, looked at before allauth and fido2 read it, for they trust its shape.

fido2 makes of a number as many bytes, and takes the square of the length to read CBOR.  All that a real one sends is
short, plain ASCII, and words where words belong.
"""

import json
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from allauth.mfa.adapter import get_adapter
from cryptography.exceptions import UnsupportedAlgorithm
from django import forms
from fido2 import cbor
from fido2.utils import websafe_decode

LONGEST = 30_000
OF_IT, OF_RESPONSE = (
    ("id", "rawId", "type", "authenticatorAttachment"),
    ("clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"),
)
GARBAGE = (
    ArithmeticError, AssertionError, AttributeError, LookupError, RuntimeError, TypeError, UnsupportedAlgorithm,
    ValueError, struct.error,
)  # fmt: skip


@contextmanager
def read_with_care() -> Iterator[None]:
    """Say of garbage what is said of a wrong code, however the reading of it fails."""
    try:
        yield
    except GARBAGE as error:
        raise get_adapter().validation_error("incorrect_code") from error


class CredentialField(forms.JSONField):
    """A passkey’s answer, without what nobody reads; never shown again."""

    widget = forms.HiddenInput

    def to_python(self, value: Any) -> Any:
        with read_with_care():
            return _read(value) if value else None

    def bound_data(self, data: Any, initial: Any) -> Any:
        return None

    def prepare_value(self, value: Any) -> str:
        return ""


def _read(text: str) -> dict[str, Any]:
    if len(text) > LONGEST or not text.isascii() or "\\" in text:
        raise ValueError
    sent = json.loads(text)
    credential = {name: sent[name] for name in OF_IT if sent.get(name) is not None}
    response = {name: sent["response"][name] for name in OF_RESPONSE if sent["response"].get(name) is not None}
    _refuse_but(str, *credential.values(), *response.values())
    said = json.loads(websafe_decode(response["clientDataJSON"]))
    _refuse_but(str, said["type"], said["challenge"], said["origin"])
    if "attestationObject" in response:
        made: Any = cbor.decode(websafe_decode(response["attestationObject"]))
        _refuse_but(bytes, made["authData"])
    extensions = sent.get("clientExtensionResults", {}).get("credProps", {})
    known = {"credProps": {"rk": extensions["rk"] is True}} if "rk" in extensions else {}
    return {**credential, "response": response, "clientExtensionResults": known}


def _refuse_but(kind: type, *values: Any) -> None:
    if not all(isinstance(value, kind) for value in values):
        raise TypeError
