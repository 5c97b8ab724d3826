"""E-mail addresses as keys: one spelling for each, and a keyed hash where the address must not be kept."""

import hmac
import unicodedata
from hashlib import sha256

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

LONGEST = 254


class BadAddress(ValueError):
    """No mail can be sent there; the text is for the person who typed it."""

    def __init__(self) -> None:
        super().__init__("Enter an email address like name@example.com.")


def normalise(raw: str) -> str:
    """Lower case, NFC, the domain in ASCII: the same mailbox is the same text however it was typed."""
    typed = unicodedata.normalize("NFC", raw.strip())
    name, at, domain = typed.rpartition("@")
    if not at or len(typed) > LONGEST or '"' in name:
        raise BadAddress
    try:
        address = f"{name}@{domain.encode('idna').decode()}".lower()
        validate_email(address)
    except (UnicodeError, ValidationError) as error:
        raise BadAddress from error
    if len(address) > LONGEST:
        raise BadAddress
    return address


def digest(address: str) -> str:
    """The keyed hash of a normalised address; without the key nobody can try addresses against it."""
    return hmac.new(settings.ADDRESS_HASH_KEY.encode(), address.encode(), sha256).hexdigest()
