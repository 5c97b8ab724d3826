"""What is printed before packing: the pick list, and a packing slip for each parcel in one PDF."""

import re
import zlib
from datetime import date, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from shop.backoffice.packing.queue import in_this_order
from shop.backoffice.packing.slips import slips_html, slips_pdf
from shop.order.models import Order
from tests.backoffice.packing.parcels import PACK, a_batch, soup, words
from tests.support import packing
from tests.support.factories import a_product
from tests.support.purchases import a_paid_order

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def test_the_pick_list_adds_up_each_size_and_batch(packer: Client) -> None:
    oil = a_product(stock=9)
    for quantity in (2, 1):
        a_paid_order(oil, quantity=quantity)
    packing.a_batch(oil, "FIRST", quantity=1, best_before=date.today() + 90 * DAY)
    packing.a_batch(oil, "NEXT")
    rows = [words(row) for row in soup(packer.get(f"{PACK}pick-list/")).select(".pick-list tbody tr")]
    sku = oil.stockrecords.get().partner_sku
    until = date.today() + 90 * DAY
    assert rows == [
        f"☐ 1 × Sunflower oil, 100 ml ({sku}) FIRST, best before {until:%d/%m/%Y}",
        f"☐ 2 × Sunflower oil, 100 ml ({sku}) NEXT",
    ]


def test_pieces_without_a_batch_are_on_the_pick_list(packer: Client, paid: Any) -> None:
    row = soup(packer.get(f"{PACK}pick-list/")).select_one(".pick-list tbody tr")
    assert words(row).startswith("☐ 2 ×") and words(row).endswith("–")


def slip(order: Order) -> str:
    """The slip's words, before they become a PDF."""
    return slips_html(in_this_order([order.pk]))


def test_a_slip_names_items_prices_and_how_to_cancel(paid: Any) -> None:
    text = slip(paid)
    for part in (paid.number, "12 High Street", "Sunflower oil", "£14.50", "14 days", settings.SHOP_URL):
        assert part in text


def test_a_gift_has_its_message_and_no_prices(paid: Any) -> None:
    Order.objects.update(gift_message="Happy <birthday>!", hides_prices=True)
    text = slip(paid)
    assert "Happy &lt;birthday&gt;!" in text and "£" not in text


def unpacked(pdf: bytes) -> bytes:
    """The PDF's objects as text."""
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL)
    return b"".join(zlib.decompressobj().decompress(one) for one in streams if one[:1] == b"x")


def test_the_slips_are_one_pdf_with_a_page_a_parcel(packer: Client, paid: Any) -> None:
    a_batch(a_paid_order(a_product("Rose oil")))
    Order.objects.filter(pk=paid.pk).update(gift_message="“£5 of luck”")
    answer = packer.get(f"{PACK}slips.pdf")
    assert answer.headers["Content-Type"] == "application/pdf"
    assert len(re.findall(rb"/Type ?/Page\b", unpacked(answer.content))) == 2
    fonts = unpacked(answer.content)
    assert fonts.count(b"/FontFile") == fonts.count(b"/FontDescriptor ") > 0
    assert answer.headers["Cache-Control"].startswith("no-store")


def test_the_same_slip_has_the_same_bytes(paid: Any) -> None:
    orders = in_this_order([paid.pk])
    assert slips_pdf(orders) == slips_pdf(orders)


def test_one_slip_is_there_after_sending_too(packer: Client, paid: Any) -> None:
    packing.send(paid)
    assert packer.get(f"{PACK}{paid.number}/slip.pdf").content.startswith(b"%PDF")


def test_without_parcels_there_is_no_pdf(packer: Client) -> None:
    assert "no parcel to pack" in packer.get(f"{PACK}slips.pdf", follow=True).content.decode()
