"""What a mail server's answers mean: whether it has the mail, and whose fault a refusal is.

A connection that ends leaves one question: had the whole mail gone out? Only then may the server have
taken it. `Connection` remembers that, so that nearly every lost connection is known to have sent nothing.
"""

import smtplib
from re import IGNORECASE, escape, match, sub
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, mailers
from django.core.mail.backends import smtp
from django.core.mail.backends.base import BaseEmailBackend

MAILBOX_GONE = {550, 551, 553}  # RFC 5321: no such mailbox, not here, not allowed as a name
END_OF_MAIL = b"\r\n.\r\n"


class Refused(Exception):
    """The server keeps the connection and won't take this mail: for good (5xx), or not now (4xx)."""

    def __init__(self, code: int, words: str, *, is_address: bool) -> None:
        super().__init__(f"{code} {words}")
        self.is_final = code >= 500
        self.is_dead = is_address and self.is_final and _says_no_such_mailbox(code, words)


class Lost(Exception):
    """The connection is gone; `in_doubt` where the server may have taken the mail all the same."""

    def __init__(self, error: Exception, *, in_doubt: bool) -> None:
        super().__init__(str(error) or type(error).__name__)
        self.in_doubt = in_doubt


class Unusable(Exception):
    """The server refuses us, not a recipient: our name, our password, our address."""

    def __init__(self, error: Exception) -> None:
        super().__init__(str(error))
        self.code = int(getattr(error, "smtp_code", 0))


class SenderRefused(Unusable):
    """Refused at MAIL FROM: our address, or (552) the size of this one email."""


class _Remembers:
    """Mixed into smtplib's classes: notes when a mail has gone out whole."""

    in_doubt = False

    def send(self, data: Any) -> None:
        self.in_doubt = False
        super().send(data)  # type: ignore[misc]
        self.in_doubt = isinstance(data, bytes) and data.endswith(END_OF_MAIL)


class Connection(_Remembers, smtplib.SMTP):
    """Plain, or with STARTTLS."""


class SecureConnection(_Remembers, smtplib.SMTP_SSL):
    """With TLS from the start."""


class EmailBackend(smtp.EmailBackend):
    """Django's, over a connection that remembers."""

    @property
    def connection_class(self) -> type[smtplib.SMTP]:
        return SecureConnection if self.use_ssl else Connection


def open_mailer(*aliases: str) -> BaseEmailBackend:
    """An open connection of the first of these mailers that the settings name."""
    alias = next(alias for alias in aliases if alias in settings.MAILERS)
    connection: BaseEmailBackend = mailers.create_connection(alias)
    connection.open()
    return connection


def hand_over(mail: EmailMessage, connection: BaseEmailBackend) -> None:
    """Give one mail to the server; returns once it has taken it, else says which kind of no it was."""
    try:
        connection.send_messages([mail])
    except smtplib.SMTPRecipientsRefused as error:
        code, reply = max(error.recipients.values())
        raise Refused(code, _without_address(reply, mail), is_address=True) from error
    except smtplib.SMTPDataError as error:
        said = _without_address(error.smtp_error, mail)
        raise Refused(error.smtp_code, said, is_address=False) from error
    except smtplib.SMTPSenderRefused as error:
        raise SenderRefused(error) from error
    except smtplib.SMTPResponseException as error:
        raise Unusable(error) from error
    except OSError as error:
        raise Lost(error, in_doubt=is_in_doubt(connection, unless_known=True)) from error


def _without_address(reply: bytes | str, mail: EmailMessage) -> str:
    """What the server said, fit to be kept when the address has been erased."""
    text = reply.decode(errors="replace") if isinstance(reply, bytes) else reply
    for address in mail.to:
        text = sub(escape(str(address)), "…", text, flags=IGNORECASE)
    return text


def is_in_doubt(connection: BaseEmailBackend, *, unless_known: bool = False) -> bool:
    """Whether the server may have the mail; `unless_known` is the answer for a backend that can't say."""
    return bool(getattr(getattr(connection, "connection", None), "in_doubt", unless_known))


def _says_no_such_mailbox(code: int, words: str) -> bool:
    """Enhanced status codes (RFC 3463) 5.1.x and 5.2.1 are about the mailbox; 5.7.x is about us."""
    found = match(r".*?\b5\.(\d{1,3})\.(\d{1,3})\b", words)
    if found is None:
        return code in MAILBOX_GONE
    return found[1] == "1" or (found[1], found[2]) == ("2", "1")
