"""Django's default mailer: puts the emails that Django, Wagtail and Oscar send into the outbox."""

from collections.abc import Sequence

from django.conf import settings
from django.core.mail import EmailMessage, mailers
from django.core.mail.backends.base import BaseEmailBackend

from shop.mail.compose import Content
from shop.mail.kinds import register
from shop.mail.outbox import queue_written

OTHER = "other"

register(OTHER, label="Other email", compose=lambda **_: None, keep_days=90)


class OutboxBackend(BaseEmailBackend):
    """Queues one outbox email for each recipient."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Called by Django; returns the number of messages accepted."""
        for mail in email_messages:
            if mail.attachments:  # the outbox stores texts only
                mailers.create_connection("outgoing").send_messages([mail])
            else:
                _store(mail)
        return len(email_messages)


def _store(mail: EmailMessage) -> None:
    mail.message()  # raises BadHeaderError for line breaks, as Django's SMTP backend does
    headers = {name: str(value) for name, value in mail.extra_headers.items() if name != "Message-ID"}
    if mail.from_email != settings.DEFAULT_FROM_EMAIL:
        headers["From"] = mail.from_email
    if mail.reply_to:
        headers["Reply-To"] = ", ".join(mail.reply_to)
    parts = getattr(mail, "alternatives", [])
    html = next((str(part.content) for part in parts if part.mimetype == "text/html"), "")
    content = Content(str(mail.subject), str(mail.body), html, headers)
    for address in mail.recipients():
        queue_written(OTHER, to=address, content=content)
