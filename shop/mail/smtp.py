"""Interprets the replies of a mail server: whether it has the email, and what a refusal is about.

Emails are signed with DKIM on their way, where a key is set.

When a connection is lost, the server may have the email only if it was transmitted completely.
`Connection` tracks that, so that most lost connections are known to have sent nothing.
"""

import smtplib
from collections.abc import Buffer, Sequence
from re import IGNORECASE, escape, match, sub

from django.conf import settings
from django.core.mail import EmailMessage, mailers
from django.core.mail.backends import smtp
from django.core.mail.backends.base import BaseEmailBackend

from shop.mail import dkim_signing

MAILBOX_GONE = {550, 551, 553}  # RFC 5321: no such mailbox, not here, not allowed as a name
END_OF_MAIL = b"\r\n.\r\n"


class Refused(Exception):
    """The server refuses this email, permanently (5xx) or for now (4xx); the connection stays open."""

    def __init__(self, code: int, words: str, *, is_address: bool) -> None:
        super().__init__(f"{code} {words}")
        self.is_final = code >= 500
        self.is_dead = is_address and self.is_final and _says_no_such_mailbox(code, words)


class Lost(Exception):
    """The connection was lost; `in_doubt` means that the server may have the email."""

    def __init__(self, error: Exception, *, in_doubt: bool) -> None:
        super().__init__(str(error) or type(error).__name__)
        self.in_doubt = in_doubt


class Unusable(Exception):
    """The server refuses the sender: its host name, credentials or address."""

    def __init__(self, error: Exception) -> None:
        super().__init__(str(error))
        self.code = int(getattr(error, "smtp_code", 0))


class SenderRefused(Unusable):
    """Refused at MAIL FROM: the sender's address, or (552) the size of this email."""


class _TracksTransmission:
    """Mixin for smtplib's classes: `in_doubt` is set once an email was transmitted completely."""

    in_doubt = False

    def send(self, data: object) -> None:
        self.in_doubt = False
        super().send(data)  # type: ignore[misc]
        self.in_doubt = isinstance(data, bytes) and data.endswith(END_OF_MAIL)


class _Signs:
    """Mixin for smtplib's classes: signs each email with DKIM, if a key is set. Raises BadKey."""

    def sendmail(
        self,
        from_addr: str,
        to_addrs: str | Sequence[str],
        msg: Buffer | str,
        mail_options: Sequence[str] = (),
        rcpt_options: Sequence[str] = (),
    ) -> dict[str, tuple[int, bytes]]:
        """Called by Django's backend with the encoded email."""
        signer = dkim_signing.signer()
        text = msg.encode() if isinstance(msg, str) else bytes(msg)
        signed = signer.sign(text) if signer else text
        refused: dict[str, tuple[int, bytes]] = super().sendmail(  # type: ignore[misc]
            from_addr, to_addrs, signed, mail_options, rcpt_options
        )
        return refused


class Connection(_TracksTransmission, _Signs, smtplib.SMTP):
    """SMTP, plain or with STARTTLS."""


class SecureConnection(_TracksTransmission, _Signs, smtplib.SMTP_SSL):
    """SMTP with TLS from the start."""


class EmailBackend(smtp.EmailBackend):
    """Django's SMTP backend with connections that track transmission."""

    @property
    def connection_class(self) -> type[smtplib.SMTP]:
        return SecureConnection if self.use_ssl else Connection


def open_mailer(*aliases: str) -> BaseEmailBackend:
    """Open a connection to the first of these mailers that the settings define."""
    alias = next(alias for alias in aliases if alias in settings.MAILERS)
    connection: BaseEmailBackend = mailers.create_connection(alias)
    connection.open()
    return connection


def hand_over(mail: EmailMessage, connection: BaseEmailBackend) -> None:
    """Send one email; returns once the server accepted it. Raises Refused, Unusable or Lost."""
    try:
        connection.send_messages([mail])
    except smtplib.SMTPRecipientsRefused as error:
        code, reply = max(error.recipients.values())
        raise Refused(code, _without_address(reply, mail), is_address=True) from error
    except smtplib.SMTPDataError as error:
        text = _without_address(error.smtp_error, mail)
        raise Refused(error.smtp_code, text, is_address=False) from error
    except smtplib.SMTPSenderRefused as error:
        raise SenderRefused(error) from error
    except smtplib.SMTPResponseException as error:
        raise Unusable(error) from error
    except OSError as error:
        raise Lost(error, in_doubt=is_in_doubt(connection, unless_known=True)) from error


def _without_address(reply: bytes | str, mail: EmailMessage) -> str:
    """The server's reply without the recipient's address, so that it may be stored after an erasure."""
    text = reply.decode(errors="replace") if isinstance(reply, bytes) else reply
    for address in mail.to:
        text = sub(escape(str(address)), "…", text, flags=IGNORECASE)
    return text


def is_in_doubt(connection: BaseEmailBackend, *, unless_known: bool = False) -> bool:
    """Whether the server may have the email; `unless_known` if the backend doesn't track it."""
    return bool(getattr(getattr(connection, "connection", None), "in_doubt", unless_known))


def _says_no_such_mailbox(code: int, words: str) -> bool:
    """Enhanced status codes (RFC 3463) 5.1.x and 5.2.1 are about the mailbox; 5.7.x is about us."""
    found = match(r".*?\b5\.(\d{1,3})\.(\d{1,3})\b", words)
    if found is None:
        return code in MAILBOX_GONE
    return found[1] == "1" or (found[1], found[2]) == ("2", "1")
