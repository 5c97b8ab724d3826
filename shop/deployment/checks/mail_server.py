"""Checks that the mail server of EMAIL_URL takes the shop's name and password."""

from collections.abc import Iterator
from smtplib import SMTPException

from shop.deployment.findings import Finding, ok, wrong
from shop.mail.smtp import open_mailer

ADVICE = "Compare EMAIL_URL with what your email service shows: name, password, port, smtp+tls or smtp+ssl"


def check() -> Iterator[Finding]:
    """Connect and sign in; nothing is sent."""
    try:
        connection = open_mailer("outgoing", "default")
        connection.close()
    except (OSError, SMTPException) as error:
        yield wrong(f"The mail server can’t be used: {error}", ADVICE)
        return
    yield ok("The mail server takes us")
