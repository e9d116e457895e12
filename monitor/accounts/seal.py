"""What second factors are made of is kept sealed: a copy of the database alone makes no codes."""

import base64
import hashlib
import secrets

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings


def seal(text: str) -> str:
    return _keys().encrypt(text.encode()).decode()


def unseal(sealed: str) -> str:
    """Return what was sealed; a random text if its key is gone, so that no code fits."""
    try:
        return _keys().decrypt(sealed.encode()).decode()
    except InvalidToken:
        return base64.b32encode(secrets.token_bytes(20)).decode()


def reseal(sealed: str) -> str:
    """Seal again with the newest key; what no key opens stays as it is."""
    try:
        return _keys().rotate(sealed.encode()).decode()
    except InvalidToken:
        return sealed


def _keys() -> MultiFernet:
    return MultiFernet([_key(secret) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def _key(secret: str) -> Fernet:
    digest = hashlib.blake2b(secret.encode(), digest_size=32, person=b"second-factor").digest()
    return Fernet(base64.urlsafe_b64encode(digest))
