"""Writes a newsletter's MIME once and fills in each recipient: building it anew is half of what a mail costs.

In the written mail stand-ins mark the recipient's address, key and links, each short enough and on a line of
its own, so that quoted-printable doesn't break it. Where an encoding hides one (base64, say), every mail is
built by itself.
"""

from email.policy import SMTP, default
from typing import Any
from uuid import UUID

from django.core.mail import EmailMultiAlternatives

from guides.newsletter.models import Subscriber
from guides.newsletter.sending import message as issue_message
from guides.newsletter.sending.message import LEAVE, PREFERENCES, IssueMessage

NOBODY = Subscriber(email="to@recipient.invalid", key=UUID(int=0))
# What stands in, and how often: the way out is in a header and in both twins.
STAND_INS = {NOBODY.email.encode(): 1, NOBODY.key.hex.encode(): 1, LEAVE.encode(): 3, PREFERENCES.encode(): 2}
QUOTED = b"\r\nContent-Transfer-Encoding: quoted-printable"
CHARS = 64  # of the 76 that a line in quoted-printable may have


class MimeTemplate:
    """One newsletter, ready to be filled in."""

    def __init__(self, letter: IssueMessage) -> None:
        self.letter = letter
        self.parts = _parts(issue_message.mail_with(letter, NOBODY, LEAVE, PREFERENCES))

    def mail_to(self, person: Subscriber) -> EmailMultiAlternatives:
        """The mail for one recipient; a mail server's backend finds it written already."""
        leave, preferences = issue_message.links_of(self.letter, person)
        mail = issue_message.mail_with(self.letter, person, leave, preferences, kind=PrebuiltEmail)
        if self.parts and person.email.isascii():
            values = (person.email, person.key.hex, leave, preferences)
            mail.written = b"".join(_fill(part, values) for part in self.parts)
        return mail


class PrebuiltEmail(EmailMultiAlternatives):
    """Like any other mail, and already written for a mail server."""

    written: bytes = b""

    def message(self, *, policy: Any = default) -> Any:
        """Called by backends; the one that speaks SMTP asks for nothing but the bytes."""
        return (
            PrebuiltMessage(self.written)
            if self.written and policy is SMTP
            else super().message(policy=policy)
        )


class PrebuiltMessage:
    """What that backend asks of a message."""

    def __init__(self, content: bytes) -> None:
        self.content = content

    def as_bytes(self) -> bytes:
        return self.content


def _parts(mail: EmailMultiAlternatives) -> list[bytes]:
    """Head and twins as they go out; none where a stand-in can't be seen in them."""
    message = mail.message(policy=SMTP)
    written = message.as_bytes()
    if any(written.count(stand_in) != times for stand_in, times in STAND_INS.items()):
        return []
    boundary = f"--{message.get_boundary()}".encode()
    head, *twins = written.split(boundary)
    return [head, *(boundary + twin for twin in twins)]


def _fill(part: bytes, values: tuple[str, ...]) -> bytes:
    is_quoted = QUOTED in part.partition(b"\r\n\r\n")[0]
    for stand_in, value in zip(STAND_INS, values, strict=True):
        part = part.replace(stand_in, _quoted(value) if is_quoted else value.encode())
    return part


def _quoted(value: str) -> bytes:
    """Addresses and links have no "=", so only their length needs care."""
    return b"=\r\n".join(value[at : at + CHARS].encode() for at in range(0, len(value), CHARS))
