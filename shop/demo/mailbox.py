"""The demo's email backend: stores emails in the database instead of sending them."""

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from shop.demo.models import SentMail


class MailboxBackend(BaseEmailBackend):
    """Stores emails for /demo/mailbox/."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Store each email. `message()` raises BadHeaderError for line breaks, as the SMTP backend does."""
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
