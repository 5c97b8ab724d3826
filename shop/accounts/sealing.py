"""Encrypts what the database may hold only unreadably: secrets of apps, and codes on their way by email."""

import base64
import hashlib

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings


def seal(text: str) -> str:
    """Encrypted with SECRET_KEY."""
    return _cipher().encrypt(text.encode()).decode()


def unseal(sealed: str) -> str:
    """Decrypted with SECRET_KEY or one of its predecessors; raises InvalidToken."""
    return _cipher().decrypt(sealed.encode()).decode()


def unseal_fresh(sealed: str, *, seconds: int) -> str:
    """As `unseal`, but “” for what was sealed longer ago or with a key that is gone."""
    try:
        return _cipher().decrypt(sealed.encode(), ttl=seconds).decode()
    except InvalidToken:
        return ""


def _cipher() -> MultiFernet:
    keys = [str(key) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
    digests = [
        hashlib.blake2b(key.encode(), digest_size=32, person=b"second factor").digest() for key in keys
    ]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])
