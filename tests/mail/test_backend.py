"""What Django, Wagtail and Oscar send by their own functions is stored and retried like everything else."""

from typing import Any

import pytest
from django.core import mail
from wagtail.admin.mail import send_mail as wagtails_send_mail

from shop.accounts.models import User
from shop.mail.models import OutboxEmail
from shop.settings import base
from tests.guides.newsletter.smtp import Server
from tests.support.outbox import send_queued

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _as_in_production(settings: Any, server: Server) -> None:
    settings.MAILERS = {**settings.MAILERS, "default": base.MAILERS["default"]}


def test_wagtails_own_emails_wait_in_the_outbox(server: Server) -> None:
    wagtails_send_mail("Changes requested", "Please look.", ["mia@example.com"], html_message="<p>Look</p>")
    row = OutboxEmail.objects.get()
    assert (row.kind, row.recipient, row.subject, row.html) == (
        "other",
        "mia@example.com",
        "Changes requested",
        "<p>Look</p>",
    )
    send_queued()
    assert server.to() == ["mia@example.com"]


def test_a_user_emailed_by_oscar_or_django_too(ada: User, server: Server) -> None:
    ada.email_user("Hello", "Text")
    send_queued()
    assert server.to() == [ada.email]


def test_each_recipient_gets_an_email_of_their_own(server: Server) -> None:
    message = mail.EmailMessage("Hello", "Text", to=["a@example.com"], bcc=["b@example.com"])
    assert message.send() == 1
    send_queued()
    assert server.to() == ["a@example.com", "b@example.com"]
    assert b"b@example.com" not in server.taken[0].content


def test_an_attachment_is_not_lost(server: Server) -> None:
    message = mail.EmailMessage("Hello", "Text", to=["a@example.com"])
    message.attach("list.csv", "a,b", "text/csv")
    message.send()
    assert b"list.csv" in server.taken[0].content


def test_a_header_with_a_line_break_is_refused() -> None:
    with pytest.raises(ValueError, match="newline|linefeed|line"):
        mail.EmailMessage("Hello\nBcc: b@example.com", "Text", to=["a@example.com"]).send()
    assert not OutboxEmail.objects.exists()
