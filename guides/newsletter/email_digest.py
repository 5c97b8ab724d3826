"""A keyed hash stands for an address where the address itself must not be kept."""

import hmac
from hashlib import sha256

from django.conf import settings


def digest(address: str) -> str:
    """The keyed hash of a normalised address; without the key nobody can try addresses against it."""
    return hmac.new(settings.ADDRESS_HASH_KEY.encode(), address.encode(), sha256).hexdigest()
