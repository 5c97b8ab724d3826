"""Signs emails with DKIM (RFC 6376: rsa-sha256, relaxed/relaxed), where no email service does it.

The key is used by `cryptography`: a library in Python alone takes about 20 ms an email, ten times as long.
"""

import re
from base64 import b64encode
from collections.abc import Iterable
from dataclasses import dataclass
from email.utils import parseaddr
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from time import time

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_private_key
from django.conf import settings

SMALLEST_KEY = 1024  # bits; receivers take no signature of a shorter one
# “From” twice: a second one that somebody adds breaks the signature.
NAMES = (
    *(b"from", b"from", b"to", b"reply-to", b"subject", b"date", b"message-id", b"mime-version"),
    *(b"content-type", b"content-transfer-encoding", b"auto-submitted", b"feedback-id"),
    *(b"list-id", b"list-unsubscribe", b"list-unsubscribe-post"),
)
NAMES_A_LINE = 4
CHARS_A_LINE = 64
Header = tuple[bytes, bytes]


class BadKey(OSError):
    """DKIM_KEY_FILE can't be used; the email waits, as it does while no mail server answers."""


@dataclass(frozen=True)
class Signer:
    """Signs for one domain with one key; `selector` is the part of the DNS record’s name before it."""

    domain: str
    selector: str
    key: RSAPrivateKey

    @property
    def record_name(self) -> str:
        """The name of the TXT record with the public key."""
        return f"{self.selector}._domainkey.{self.domain}"

    @property
    def public_key(self) -> str:
        """As it stands in the record, in base64."""
        public = self.key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        return b64encode(public).decode()

    @property
    def record(self) -> str:
        """The text of the record."""
        return f"v=DKIM1; k=rsa; p={self.public_key}"

    def sign(self, message: bytes) -> bytes:
        """The message, whose lines end with CRLF, below its signature."""
        head, _, body = message.partition(b"\r\n\r\n")
        headers = dict(_headers(head))
        names = [name for name in NAMES if name in headers]
        unsigned = self._tags(names, sha256(_relaxed_body(body)).digest())
        once = dict.fromkeys(names)  # the second “From” stands for one that isn’t there
        signed = [_relaxed(name, headers[name]) for name in once]
        signed.append(_relaxed(b"dkim-signature", unsigned))
        signature = self.key.sign(b"\r\n".join(signed), PKCS1v15(), SHA256())
        return b"DKIM-Signature:" + unsigned + _folded(b64encode(signature)) + b"\r\n" + message

    def _tags(self, names: list[bytes], body_hash: bytes) -> bytes:
        """The value of the header up to the signature itself."""
        lines = [
            f" v=1; a=rsa-sha256; c=relaxed/relaxed; t={int(time())};",
            f" d={self.domain}; s={self.selector};",
            f" bh={b64encode(body_hash).decode()};",
            f" h={_listed(names)};",
            " b=",
        ]
        return "\r\n".join(lines).encode()


def signer() -> Signer | None:
    """The signer for the sender’s domain; None without the settings. Raises BadKey."""
    if not settings.DKIM_KEY_FILE:
        return None
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    return Signer(domain.encode("idna").decode(), settings.DKIM_SELECTOR, _key(settings.DKIM_KEY_FILE))


@lru_cache(maxsize=2)
def _key(path: str) -> RSAPrivateKey:
    """Read once a process: a new key needs a restart, as settings do."""
    try:
        key = load_pem_private_key(Path(path).read_bytes(), password=None)
    except (OSError, ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise BadKey(f"DKIM_KEY_FILE ({path}) can’t be read: {error}") from error
    if not isinstance(key, RSAPrivateKey) or key.key_size < SMALLEST_KEY:
        raise BadKey(f"DKIM_KEY_FILE ({path}) must hold an RSA key of {SMALLEST_KEY} bits or more")
    return key


def _headers(head: bytes) -> Iterable[Header]:
    """Name in lower case and value of each header; a folded one is one. Of two alike the last counts."""
    for line in re.split(rb"\r\n(?![ \t])", head):
        name, _, value = line.partition(b":")
        yield name.strip().lower(), value


def _relaxed(name: bytes, value: bytes) -> bytes:
    """RFC 6376, 3.4.2."""
    return name + b":" + re.sub(rb"[ \t]+", b" ", value.replace(b"\r\n", b"")).strip()


def _relaxed_body(body: bytes) -> bytes:
    """RFC 6376, 3.4.4."""
    text = re.sub(rb"[ \t]+", b" ", body).replace(b" \r\n", b"\r\n").removesuffix(b" ").rstrip(b"\r\n")
    return text + b"\r\n" if text else b""


def _listed(names: list[bytes]) -> str:
    """The names with colons, a few a line."""
    lines = (names[at : at + NAMES_A_LINE] for at in range(0, len(names), NAMES_A_LINE))
    return ":\r\n  ".join(b":".join(line).decode() for line in lines)


def _folded(signature: bytes) -> bytes:
    return b"\r\n  ".join(signature[at : at + CHARS_A_LINE] for at in range(0, len(signature), CHARS_A_LINE))
