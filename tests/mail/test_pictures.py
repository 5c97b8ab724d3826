"""Pictures in emails come from our own host, or not at all."""

import re

import pytest
from django.test import Client, override_settings
from django.utils.safestring import SafeString

from shop.catalogue.pictures.of_product import mail_picture
from shop.mail.compose import own_file
from shop.mail.kinds import kind_of
from shop.order.items import OrderItem, order_items
from shop.order.models import Line
from tests.mail import examples
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
@pytest.mark.parametrize(
    "kind", ["aftercare.review_request", "aftercare.running_low", "customer.back_in_stock"]
)
def test_an_email_about_a_product_shows_it(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("shop.aftercare.emails", "shop.customer.emails"):
        monkeypatch.setattr(f"{module}.mail_picture", lambda *_, **__: "http://127.0.0.1/media/oil.webp")
    row = examples.queue(kind)
    content = kind_of(kind).compose(**row.args)
    assert content is not None
    assert 'src="http://127.0.0.1/media/oil.webp"' in content.html


@pytest.mark.django_db
def test_a_product_without_pictures_has_none_in_emails() -> None:
    assert mail_picture(a_product("Sunflower oil")) == ""


@pytest.mark.django_db
def test_the_pages_behind_these_emails_show_it_too(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("shop.aftercare.reviews.views", "shop.aftercare.reminders.views"):
        monkeypatch.setattr(f"{module}.small_picture", lambda _: SafeString('<img src="/media/oil.webp">'))
    for kind, link in (("review_request", "/reviews/[^/]+/[0-9]+/"), ("running_low", "/reminders/[^/]+/")):
        row = examples.queue(f"aftercare.{kind}")
        content = kind_of(row.kind).compose(**row.args)
        assert content is not None
        found = re.search(link, content.text)
        assert found and b'<img src="/media/oil.webp">' in Client().get(found[0]).content


@pytest.mark.django_db
def test_a_deleted_product_leaves_its_line() -> None:
    order = a_paid_order(a_product("Sunflower oil"))
    Line.objects.update(product=None)
    (item,) = order_items(order)
    assert (item.url, item.picture, item.mail_picture) == ("", "", "")
