"""The demo's mailbox."""

import pytest
from django.core.mail import EmailMultiAlternatives
from django.test import Client

from shop.demo.mailbox import MailboxBackend
from shop.demo.models import SentMail

pytestmark = pytest.mark.django_db


def _send(subject: str = "Hello", text: str = "See http://127.0.0.1:8000/orders/ab:c/") -> SentMail:
    message = EmailMultiAlternatives(subject, text, "a@example.com", ["ada@example.com"])
    message.attach_alternative("<p>Hello</p>", "text/html")
    MailboxBackend(alias="default").send_messages([message])
    return SentMail.objects.latest("pk")


def test_a_mail_is_kept_and_listed(client: Client) -> None:
    _send()
    page = client.get("/demo/mailbox/").content.decode()
    assert "ada@example.com" in page and "Hello" in page


def test_a_line_break_in_a_header_is_refused() -> None:
    with pytest.raises(ValueError):
        _send(subject="Hello\nBcc: ben@example.com")
    assert not SentMail.objects.exists()


def test_links_are_clickable_and_markup_is_escaped(client: Client) -> None:
    kept = _send(text="<script>x</script> http://127.0.0.1:8000/orders/ab:c/")
    page = client.get(f"/demo/mailbox/{kept.pk}/").content.decode()
    assert 'href="http://127.0.0.1:8000/orders/ab:c/"' in page
    assert "<script>x" not in page


def test_the_html_runs_no_script(client: Client) -> None:
    answer = client.get(f"/demo/mailbox/{_send().pk}/html/")
    assert answer.content == b"<p>Hello</p>"
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


def test_an_unknown_mail_is_not_found(client: Client) -> None:
    assert client.get("/demo/mailbox/999/").status_code == 404


def test_the_html_shows_the_shops_own_pictures_and_fonts(client: Client) -> None:
    policy = client.get(f"/demo/mailbox/{_send().pk}/html/")["Content-Security-Policy"]
    assert "img-src 'self'" in policy and "font-src 'self'" in policy
