"""The page that shows marketers what DNS says of the sender’s domain."""

from typing import Any

import pytest

from shop.accounts.models import User
from tests.deployment.test_doctor import RECORDS, resolve
from tests.guides.newsletter.cms.test_send import sender as sender
from tests.support.cast import signed_in

PAGE = "/office/newsletter/domain/"


@pytest.fixture(autouse=True)
def domain(settings: Any) -> None:
    settings.DEFAULT_FROM_EMAIL = "Oils <hello@shop.example>"


def test_dns_is_asked_only_at_a_wish(sender: User, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr("dns.resolver.resolve", lambda name, *_, **__: asked.append(name) or [])
    assert "shop.example" in signed_in(sender).get(PAGE).text and not asked
    signed_in(sender).get(PAGE, {"look": "1"})
    assert asked


def test_each_record_is_shown_and_what_is_missing(
    sender: User,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    resolve(monkeypatch, {name: text for name, text in RECORDS.items() if "_dmarc" not in name[0]})
    page = signed_in(sender).get(PAGE, {"look": "1"}).text
    assert "v=spf1 include:mail.example" in page
    assert "_dmarc.shop.example has no DMARC record" in page and "v=DMARC1; p=none" in page


def test_who_may_not_send_may_not_look(mia: Any) -> None:
    assert signed_in(mia).get(PAGE).status_code == 302
