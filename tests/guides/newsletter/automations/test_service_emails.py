"""The shop’s own emails among the automations: complete, explained, and off only where that is allowed."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from wagtail.models import ModelLogEntry

from guides.newsletter.automations import service_emails
from guides.newsletter.automations.service_reasons import SERVICE_EMAILS
from shop.accounts.models import User
from shop.mail import outbox, switches
from shop.mail.models import OutboxEmail
from tests.mail.examples import queue
from tests.support.cast import signed_in
from tests.support.html import html_of
from tests.support.outbox import send_queued

LIST = "/office/newsletter/automations/"
MAY_BE_OFF = {
    "aftercare.review_request", "aftercare.running_low", "customer.back_in_stock", "order.unpaid",
}  # fmt: skip


@pytest.fixture
def client(mia: User) -> Client:
    """Mia, trusted to publish."""
    mia.groups.add(Group.objects.get(name="Moderators"))
    return signed_in(mia)


def test_every_email_to_people_is_explained_and_none_besides() -> None:
    assert {kind.name for kind in service_emails.to_people()} == set(SERVICE_EMAILS)


def test_only_what_no_law_asks_for_may_be_switched_off() -> None:
    assert {kind for kind, reason in SERVICE_EMAILS.items() if not reason.must} == MAY_BE_OFF


def test_screen_shows_each_with_its_basis(client: Client) -> None:
    page = html_of(client.get(LIST))
    assert page.count("Always sent.") == len(SERVICE_EMAILS) - len(MAY_BE_OFF)
    assert page.count('name="switch"') == len(MAY_BE_OFF)
    assert "PECR regulation 22(3)" in page and "regulation 16" in page


def test_count_is_of_emails_that_were_sent(db: None) -> None:
    queue("order.link")
    queue("order.link")
    send_queued()
    outbox.queue("order.link", to="", args={"order_id": 1})
    [row] = [row for row in service_emails.overview() if row.kind == "order.link"]
    assert row.sent == 2


def test_switching_off_is_logged_and_undone(client: Client) -> None:
    client.post(LIST, {"switch": "order.unpaid", "to": "off"})
    assert not switches.is_on("order.unpaid")
    entry = ModelLogEntry.objects.latest("pk")
    assert "Unpaid order" in entry.label and entry.user.email == "mia@example.com"
    client.post(LIST, {"switch": "order.unpaid", "to": "on"})
    assert switches.is_on("order.unpaid")


def test_confirmation_of_an_order_can_not_be_switched_off(client: Client) -> None:
    answer = client.post(LIST, {"switch": "order.confirmation", "to": "off"}, follow=True)
    assert "can’t be switched off. The law asks for it in writing" in html_of(answer)
    assert switches.is_on("order.confirmation")


def test_unknown_email_is_not_found(client: Client) -> None:
    assert client.post(LIST, {"switch": "no.such", "to": "off"}).status_code == 404


def test_outbox_still_sends_what_was_queued(db: None) -> None:
    row = queue("order.link")
    switches.switch(kind="order.link", on=False)
    send_queued()
    row.refresh_from_db()
    assert row.state == OutboxEmail.State.SENT
