"""Keyed hashes of email addresses, for records that must not contain the address."""

import hmac
from hashlib import sha256

from django.conf import settings


def digest(address: str) -> str:
    """The HMAC of a normalised address; without the key, addresses can't be guessed from it."""
    return hmac.new(settings.ADDRESS_HASH_KEY.encode(), address.encode(), sha256).hexdigest()
