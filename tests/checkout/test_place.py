"""Placing an order: all of it or nothing, and one order a basket."""

from decimal import Decimal
from typing import Any

import pytest
from oscar.core.loading import get_model

from shop.basket.pricing import price
from shop.checkout import services
from shop.offer.models import ConditionalOffer, OfferUsedUp
from shop.order import statuses
from shop.order.models import Order
from shop.partner.models import OutOfStock, StockRecord
from shop.payment.models import PaymentAttempt
from tests.support.factories import a_basket, a_product
from tests.support.offers import an_offer
from tests.support.purchases import GUEST, HOME, a_code, an_order, place

pytestmark = pytest.mark.django_db


def test_an_order_waits_for_its_payment_with_its_goods_set_aside() -> None:
    product = a_product(stock=3)
    order = an_order(product, quantity=2)
    assert order.status == statuses.PENDING
    assert product.stockrecords.get().num_allocated == 2
    assert order.payment_attempts.get().amount_minor == int(order.total_incl_tax * 100)
    assert order.basket.status == "Submitted"


def test_the_same_basket_makes_one_order() -> None:
    basket = a_basket(a_product())
    first = place(basket)
    assert services.place_order(basket_id=basket.pk, user=GUEST, details=HOME, fingerprint="old") == first


def test_a_price_that_changed_meanwhile_is_shown_first() -> None:
    product = a_product(price="14.50")
    basket = a_basket(product)
    StockRecord.objects.update(price=Decimal("15.50"))
    with pytest.raises(services.QuoteChanged, match="19.45"):
        services.place_order(basket_id=basket.pk, user=GUEST, details=HOME, fingerprint="what was seen")
    assert not Order.objects.exists()
    assert product.stockrecords.get().num_allocated in (0, None)


def test_a_rival_who_was_quicker_leaves_nothing_behind() -> None:
    product = a_product(stock=1)
    late = a_basket(product)
    an_order(product)
    with pytest.raises((OutOfStock, services.CannotPlace)):
        place(late)
    late.refresh_from_db()
    assert (Order.objects.count(), PaymentAttempt.objects.count(), late.status) == (1, 1, "Open")


def test_a_single_use_code_that_was_used_meanwhile_shows_the_new_total() -> None:
    code = a_code()
    slow = a_basket(a_product("Slow"))
    slow.vouchers.add(code)
    fingerprint = services.quote_for(price(basket=slow, user=GUEST), HOME).fingerprint
    an_order(a_product("Quick"), code=code)
    with pytest.raises(services.QuoteChanged, match="18.45"):
        services.place_order(basket_id=slow.pk, user=GUEST, details=HOME, fingerprint=fingerprint)
    assert place(slow).total_incl_tax == Decimal("18.45")


def test_a_guest_may_use_a_code_and_it_is_counted() -> None:
    code = a_code(usage="Multi-use")
    order = an_order(code=code)
    code.refresh_from_db()
    assert (order.total_discount_incl_tax, code.num_orders) == (Decimal("1.45"), 1)


def test_each_line_keeps_what_a_code_took_off_it() -> None:
    order = an_order(a_product("One", price="10.00"), a_product("Two", price="20.00"), code=a_code())
    given = [line.discounts.get().amount for line in order.lines.order_by("pk")]
    paid = [line.prices.get().price_incl_tax for line in order.lines.order_by("pk")]
    assert (given, paid) == ([Decimal("1.00"), Decimal("2.00")], [Decimal("9.00"), Decimal("18.00")])


def test_three_for_two_can_be_ordered() -> None:
    an_offer("Multibuy", None, times="3")
    order = an_order(a_product(price="10.00", stock=9), quantity=7)
    paid = order.lines.get().prices.values_list("price_incl_tax", "quantity")
    assert (order.total_incl_tax, sum(count for _, count in paid)) == (Decimal("50.00"), 7)


def test_a_limited_offer_is_given_no_more_often_than_it_says() -> None:
    code = a_code(usage="Multi-use", limit=1)
    an_order(code=code)
    stale = ConditionalOffer.objects.get()
    stale.num_applications = 0
    with pytest.raises(OfferUsedUp):
        stale.record_usage({"freq": 1, "discount": Decimal("1.00")})


def test_offers_count_what_others_counted_meanwhile() -> None:
    a_code(usage="Multi-use")
    copies = [ConditionalOffer.objects.get() for _ in range(2)]
    for copy in copies:
        copy.record_usage({"freq": 1, "discount": Decimal("1.50")})
    offer = ConditionalOffer.objects.get()
    assert (offer.num_orders, offer.total_discount) == (2, Decimal("3.00"))


def test_an_order_of_nothing_is_paid_at_once() -> None:
    get_model("shipping", "DeliveryRate").objects.update(price=0)
    order = an_order(code=a_code(percent=100))
    assert (order.status, order.payment_attempts.count()) == (statuses.PAID, 0)


def test_less_than_a_card_can_be_charged_is_refused_plainly() -> None:
    get_model("shipping", "DeliveryRate").objects.update(price=0)
    with pytest.raises(services.CannotPlace, match="30p"):
        an_order(a_product(price="0.29"))


@pytest.mark.parametrize("basket_id", [0, 10**9])
def test_without_a_basket_there_is_no_order(basket_id: int) -> None:
    with pytest.raises(services.BasketGone):
        services.place_order(basket_id=basket_id, user=GUEST, details=HOME, fingerprint="")


def test_a_signed_in_buyer_owns_the_order(ada: Any) -> None:
    order = place(a_basket(a_product(), owner=ada), user=ada)
    assert (order.user, order.email) == (ada, ada.email)


def test_without_an_address_nothing_is_ordered() -> None:
    with pytest.raises(services.CannotPlace, match="address"):
        place(a_basket(a_product()), name="", line1="")
    assert not Order.objects.exists()
