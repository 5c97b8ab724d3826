"""Where pages say “was”, and where they don’t."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import timezone

from shop.catalogue.listing.snapshot import build_snapshot
from shop.catalogue.models import Product
from shop.offer.offer_prices import note_offer_prices
from shop.order.models import Order
from shop.partner.models import StockRecord
from shop.price_history.models import PriceChange
from tests.support.factories import a_product, a_product_in_sizes
from tests.support.offers import a_range, a_voucher, an_offer
from tests.support.purchases import a_paid_order, an_order

pytestmark = pytest.mark.django_db
DEAR, CHEAP = Decimal("14.50"), Decimal("11.60")


def ago(days: float) -> datetime:
    return timezone.now() - timedelta(days=days)


def asked(oil: Product, *prices: tuple[Decimal, float]) -> None:
    """The history of an oil: each price with the number of days since it began."""
    oil.price_changes.all().delete()
    for price, days in prices:
        PriceChange.objects.create(product=oil, price=price, changed_at=ago(days))


def bought(order: Order, days: float) -> None:
    Order.objects.filter(pk=order.pk).update(date_placed=ago(days))


def was(oil: Product) -> Decimal | None:
    return build_snapshot("now").by_id[oil.pk].sizes[0].was


@pytest.fixture
def oil() -> Any:
    """£14.50 for 40 days, bought then, and £11.60 for ten days."""
    oil = a_product(price=str(DEAR))
    bought(a_paid_order(oil), 30)
    oil.stockrecords.update(price=CHEAP)
    asked(oil, (DEAR, 50), (CHEAP, 10))
    return oil


def test_an_established_price_that_was_paid_is_named(oil: Product) -> None:
    assert was(oil) == DEAR


def test_a_price_that_nobody_paid_isnt(oil: Product) -> None:
    Order.objects.update(date_placed=ago(9))
    assert was(oil) is None


def test_a_price_that_was_only_paid_with_a_code_isnt() -> None:
    oil = a_product(price=str(DEAR))
    offer = an_offer("Percentage", "10", goods=a_range(oil), offer_type="Voucher")
    bought(a_paid_order(oil, code=a_voucher("CODE", offer)), 30)
    oil.stockrecords.update(price=CHEAP)
    asked(oil, (DEAR, 50), (CHEAP, 10))
    assert was(oil) is None


def test_an_unpaid_order_proves_nothing() -> None:
    oil = a_product(price=str(DEAR))
    bought(an_order(oil), 30)
    oil.stockrecords.update(price=CHEAP)
    asked(oil, (DEAR, 50), (CHEAP, 10))
    assert was(oil) is None


def test_it_ends_when_the_lower_price_has_lasted_longer(oil: Product) -> None:
    asked(oil, (DEAR, 81), (CHEAP, 41))
    assert was(oil) is None


def test_an_offer_that_lowers_the_price_counts_from_its_first_minute(oil: Product) -> None:
    oil.stockrecords.update(price=DEAR)
    asked(oil, (DEAR, 50))
    an_offer("Percentage", "20", goods=a_range(oil))
    assert was(oil) is None  # the history doesn’t know the offer yet
    assert note_offer_prices() == 1
    assert was(oil) == DEAR


def test_a_price_right_after_an_offer_isnt_established(oil: Product) -> None:
    oil.stockrecords.update(price=DEAR)
    oil.price_changes.all().delete()
    for offer_price, days in ((CHEAP, 90), (None, 20)):
        PriceChange.objects.create(product=oil, price=DEAR, offer_price=offer_price, changed_at=ago(days))
    oil.stockrecords.update(price=Decimal("12.00"))
    assert was(oil) is None


def test_an_offers_end_is_noted_once(oil: Product) -> None:
    offer = an_offer("Percentage", "20", goods=a_range(oil))
    assert (note_offer_prices(), note_offer_prices()) == (1, 0)
    offer.delete()
    assert (note_offer_prices(), note_offer_prices()) == (1, 0)
    last = oil.price_changes.order_by("pk").last()
    assert last and last.offer_price is None


def words(page: str, selector: str) -> str:
    found = BeautifulSoup(page, "html.parser").select_one(selector)
    return " ".join(found.get_text(" ").split()) if found else ""


def test_the_size_tile_and_the_price_name_it(client: Client) -> None:
    sizes = a_product_in_sizes(sizes={50: "8.50", 100: str(CHEAP)})
    dearer = sizes.children.get(volume_ml=100)
    StockRecord.objects.filter(product=dearer).update(price=DEAR)
    bought(a_paid_order(dearer), 30)
    StockRecord.objects.filter(product=dearer).update(price=CHEAP)
    asked(dearer, (DEAR, 50), (CHEAP, 10))
    page = client.get(f"{sizes.get_absolute_url()}?size={dearer.pk}").content.decode()
    assert words(page, ".sizes__tile:nth-of-type(2) .price-without") == "Was £14.50"
    assert words(page, ".sizes__tile:nth-of-type(1) .price-without") == ""
    assert page.count("Was <s>£14.50</s>") == 2  # the tile and the price beside the button
    assert page.count('data-was="Was £14.50"') == 1  # for a phone’s bar


def test_the_basket_and_the_mini_basket_name_it_beside_the_price(client: Client, oil: Product) -> None:
    part = {"Accept": "application/json", "X-Part": "mini-basket"}
    mini = client.post(f"/basket/add/{oil.pk}/", {"quantity": "2"}, headers=part).content.decode()
    assert "£11.60 each Was £14.50" in words(mini, ".mini-basket__line")
    assert "Was £14.50" in words(client.get("/basket/").content.decode(), ".basket-line__what")


def test_the_basket_says_nothing_of_a_price_that_nobody_paid(client: Client, oil: Product) -> None:
    Order.objects.update(date_placed=ago(9))
    client.post(f"/basket/add/{oil.pk}/", {"quantity": "1"})
    assert "Was" not in words(client.get("/basket/").content.decode(), ".basket-line__what")
