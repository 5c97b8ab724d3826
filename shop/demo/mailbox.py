"""The demo's mail server: keeps every mail in the database instead of sending it."""

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from shop.demo.models import SentMail


class MailboxBackend(BaseEmailBackend):
    """Stores what a real server would have sent; Django makes one for each mailer alias."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Keep each mail; `message()` refuses line breaks in headers, as a real server's backend does."""
        for mail in email_messages:
            mail.message()
            parts = getattr(mail, "alternatives", [])
            SentMail.objects.create(
                to=", ".join(mail.recipients())[:320],
                subject=mail.subject[:300],
                text=str(mail.body),
                html=next((str(body) for body, kind in parts if kind == "text/html"), ""),
                headers={name: str(value) for name, value in mail.extra_headers.items()},
            )
        return len(email_messages)
