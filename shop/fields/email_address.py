"""Normalises email addresses, so that one mailbox has one spelling.

Case, Unicode and punycode domains, composed and decomposed letters and invisible characters make no
difference. Domains follow IDNA 2008 with UTS 46, non-transitional, like browsers and registries: IDNA 2003,
which Django's email encoder uses, would turn `straße.de` into `strasse.de`, a different domain. The result
is ASCII, so that no encoder changes it again.
"""

import unicodedata

import idna
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

MAX_LENGTH = 254
# Valid in some Persian or Hindi domains, where IDNA checks their neighbours.
JOINERS = "\u200c\u200d"


class BadAddress(ValueError):
    """Not a valid address; the message is for the person who typed it."""

    def __init__(self) -> None:
        super().__init__("Enter an email address like name@example.com.")


def normalise(raw: str) -> str:
    """The normalised address in lower case and ASCII; raises BadAddress."""
    name, at, domain = _visible(raw).rpartition("@")
    if not at or '"' in name:
        raise BadAddress
    address = f"{name.replace(JOINERS[0], '').replace(JOINERS[1], '')}@{_ascii(domain)}".lower()
    try:
        validate_email(address)
    except ValidationError as error:
        raise BadAddress from error
    if len(address) > MAX_LENGTH:
        raise BadAddress
    return address


def tidy(raw: str) -> str:
    """The normalised address, or the stripped text if it isn't valid: for lookups and old rows."""
    try:
        return normalise(raw)
    except BadAddress:
        return raw.strip()


def _visible(raw: str) -> str:
    """The text without surrounding spaces and invisible characters. Joiners inside stay, for the domain."""
    typed = unicodedata.normalize("NFC", raw)
    seen = [sign for sign in typed if unicodedata.category(sign) != "Cf" or sign in JOINERS]
    return "".join(seen).strip().strip(JOINERS).strip()


def _ascii(domain: str) -> str:
    """The domain as in the DNS. ASCII names are only lowered: IDNA would reject some of them."""
    if domain.isascii():
        return domain.lower()
    try:
        return idna.encode(domain, uts46=True, std3_rules=True, transitional=False).decode()
    except (idna.IDNAError, UnicodeError) as error:
        raise BadAddress from error
