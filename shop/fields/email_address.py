"""Email addresses: one spelling for one mailbox.

Upper and lower case, Unicode and punycode domains, composed and decomposed letters and invisible
characters that were copied along all become the same text. Domains follow IDNA 2008 with UTS 46,
non-transitional, as browsers and registries do: IDNA 2003, which Django's email encoder knows, would
turn `straße.de` into somebody else's `strasse.de`. Stored in ASCII, no encoder has to touch them again.
"""

import unicodedata

import idna
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

LONGEST = 254
# They may belong to a domain (in Persian or Hindi), and there IDNA judges them by their neighbours.
JOINERS = "\u200c\u200d"


class BadAddress(ValueError):
    """No email can be sent there; the text is for the person who typed it."""

    def __init__(self) -> None:
        super().__init__("Enter an email address like name@example.com.")


def normalise(raw: str) -> str:
    """The one spelling of an address, in lower case and ASCII; raises BadAddress."""
    name, at, domain = _visible(raw).rpartition("@")
    if not at or '"' in name:
        raise BadAddress
    address = f"{name.replace(JOINERS[0], '').replace(JOINERS[1], '')}@{_ascii(domain)}".lower()
    try:
        validate_email(address)
    except ValidationError as error:
        raise BadAddress from error
    if len(address) > LONGEST:
        raise BadAddress
    return address


def tidy(raw: str) -> str:
    """The one spelling, or the text as it is where it is no address: for looking up and for old rows."""
    try:
        return normalise(raw)
    except BadAddress:
        return raw.strip()


def _visible(raw: str) -> str:
    """Without spaces around it and without invisible characters; joiners inside are left for the domain."""
    typed = unicodedata.normalize("NFC", raw)
    seen = [sign for sign in typed if unicodedata.category(sign) != "Cf" or sign in JOINERS]
    return "".join(seen).strip().strip(JOINERS).strip()


def _ascii(domain: str) -> str:
    """The domain as the DNS has it. Names that are ASCII already are only lowered: IDNA would refuse some."""
    if domain.isascii():
        return domain.lower()
    try:
        return idna.encode(domain, uts46=True, std3_rules=True, transitional=False).decode()
    except (idna.IDNAError, UnicodeError) as error:
        raise BadAddress from error
