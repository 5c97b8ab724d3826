"""Builds a newsletter's MIME message once and fills in each recipient, which halves the cost of an email.

Placeholders mark the recipient's address, key and links. Each is short and on a separate line, so that
quoted-printable encoding doesn't break it. If an encoding hides one (such as base64), every email is built
separately.
"""

from email.policy import SMTP, default
from typing import Any
from uuid import UUID

from django.core.mail import EmailMultiAlternatives

from guides.newsletter.models import Subscriber
from guides.newsletter.sending import message as issue_message
from guides.newsletter.sending.message import LEAVE, PREFERENCES, IssueMessage

EXAMPLE_SUBSCRIBER = Subscriber(email="to@recipient.invalid", key=UUID(int=0))
# Each placeholder and how often it occurs: the unsubscribe link is in a header and in both alternatives.
PLACEHOLDERS = {
    EXAMPLE_SUBSCRIBER.email.encode(): 1,
    EXAMPLE_SUBSCRIBER.key.hex.encode(): 1,
    LEAVE.encode(): 3,
    PREFERENCES.encode(): 2,
}
QUOTED = b"\r\nContent-Transfer-Encoding: quoted-printable"
CHARS = 64  # of the 76 that a line in quoted-printable may have


class MimeTemplate:
    """The encoded message of a newsletter, with placeholders."""

    def __init__(self, issue: IssueMessage) -> None:
        self.issue = issue
        self.parts = _parts(issue_message.email_with(issue, EXAMPLE_SUBSCRIBER, LEAVE, PREFERENCES))

    def email_to(self, person: Subscriber) -> EmailMultiAlternatives:
        """The email of one recipient, already encoded for SMTP if possible."""
        leave, preferences = issue_message.links_of(self.issue, person)
        email = issue_message.email_with(self.issue, person, leave, preferences, kind=PrebuiltEmail)
        if self.parts and person.email.isascii():
            values = (person.email, person.key.hex, leave, preferences)
            email.encoded = b"".join(_fill(part, values) for part in self.parts)
        return email


class PrebuiltEmail(EmailMultiAlternatives):
    """An email that is already encoded for SMTP."""

    encoded: bytes = b""

    def message(self, *, policy: Any = default) -> Any:
        """Called by email backends; the SMTP backend only asks for the bytes."""
        return (
            PrebuiltMessage(self.encoded)
            if self.encoded and policy is SMTP
            else super().message(policy=policy)
        )


class PrebuiltMessage:
    """The part of a message's interface that the SMTP backend uses."""

    def __init__(self, content: bytes) -> None:
        self.content = content

    def as_bytes(self) -> bytes:
        return self.content


def _parts(email: EmailMultiAlternatives) -> list[bytes]:
    """The encoded header and alternatives; an empty list if an encoding hides a placeholder."""
    message = email.message(policy=SMTP)
    encoded = message.as_bytes()
    if any(encoded.count(placeholder) != times for placeholder, times in PLACEHOLDERS.items()):
        return []
    boundary = f"--{message.get_boundary()}".encode()
    head, *alternatives = encoded.split(boundary)
    return [head, *(boundary + alternative for alternative in alternatives)]


def _fill(part: bytes, values: tuple[str, ...]) -> bytes:
    is_quoted = QUOTED in part.partition(b"\r\n\r\n")[0]
    for placeholder, value in zip(PLACEHOLDERS, values, strict=True):
        part = part.replace(placeholder, _quoted(value) if is_quoted else value.encode())
    return part


def _quoted(value: str) -> bytes:
    """Addresses and links have no "=", so only their length needs care."""
    return b"=\r\n".join(value[at : at + CHARS].encode() for at in range(0, len(value), CHARS))
