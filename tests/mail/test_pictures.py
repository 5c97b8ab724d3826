"""Pictures in emails come from our own host, or not at all."""

import pytest
from django.test import override_settings

from shop.mail.compose import own_file
from shop.order.items import OrderItem, order_items
from shop.order.models import Line
from tests.support.factories import a_product
from tests.support.outbox import send_queued
from tests.support.purchases import a_paid_order

HOST = "https://shop.example"


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("/media/oil.webp", f"{HOST}/media/oil.webp"),
        (f"{HOST}/media/oil.webp", f"{HOST}/media/oil.webp"),
        ("https://bucket.example/oil.webp", ""),
        ("//bucket.example/oil.webp", ""),
        ("", ""),
    ],
)
@override_settings(SHOP_URL=HOST)
def test_only_our_own_files_are_shown(url: str, shown: str) -> None:
    assert own_file(url) == shown


@pytest.mark.django_db
def test_an_order_email_shows_its_items(monkeypatch: pytest.MonkeyPatch, mailoutbox: list) -> None:
    monkeypatch.setattr(OrderItem, "mail_picture", "http://127.0.0.1/media/oil.webp")
    a_paid_order(a_product("Sunflower oil"))
    send_queued()
    html = str(mailoutbox[0].alternatives[0].content)
    assert 'src="http://127.0.0.1/media/oil.webp"' in html and "1 × Sunflower oil, 100 ml" in html


@pytest.mark.django_db
def test_a_deleted_product_leaves_its_line() -> None:
    order = a_paid_order(a_product("Sunflower oil"))
    Line.objects.update(product=None)
    (item,) = order_items(order)
    assert (item.url, item.picture, item.mail_picture) == ("", "", "")
