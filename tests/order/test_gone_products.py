"""Orders outlive their products: every page that reads old lines works without product and stock record."""

from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from shop.accounts.models import User
from shop.catalogue.models import Product
from shop.checkout.services import reopen_as_basket
from shop.order.models import Order
from shop.order.tokens import PAY, VIEW, token_for
from shop.payment.services import cancel_attempt
from tests.support.addresses import filled, office_routes, storefront_routes
from tests.support.cast import signed_in
from tests.support.factories import a_basket, a_product
from tests.support.purchases import a_paid_order, an_order, place, started

pytestmark = pytest.mark.django_db
OF_AN_ORDER = [route for route in storefront_routes() if "<str:token>" in route or "order_number" in route]
OF_STAFF = [route for route in office_routes() if "/orders/" in route and route.endswith("<str:number>/")]


def held(basket: Any) -> list[tuple[str, int]]:
    return [(line.product.title, line.quantity) for line in basket.lines.all()]


def orders_of(ada: User) -> list[Any]:
    """One of each kind, whose products are deleted since."""
    oil = a_product(stock=20)
    unpaid, dispatched, ended = an_order(oil), a_paid_order(oil), an_order(oil)
    Order.objects.filter(pk=dispatched.pk).update(status="Dispatched")
    cancel_attempt(attempt=started(ended))
    made = [unpaid, dispatched, ended, a_paid_order(oil), place(a_basket(oil, owner=ada), user=ada)]
    Product.objects.all().delete()
    return made


def answers(client: Client, route: str, order: Any) -> list[int]:
    names = [order.number, token_for(order, VIEW), token_for(order, PAY), str(order.lines.get().pk)]
    urls = [filled(route, name) for name in names]
    found = [client.get(url).status_code for url in urls]
    return found + [client.post(url).status_code for url in urls]


def test_shoppers_pages_work(ada: User) -> None:
    client = signed_in(ada)
    failed = [
        (route, order.status)
        for order in orders_of(ada)
        for route in OF_AN_ORDER
        if max(answers(client, route, order)) >= 500
    ]
    assert OF_AN_ORDER
    assert failed == []


def test_staffs_pages_work(ada: User) -> None:
    boss = signed_in(User.objects.create_superuser("boss@example.com", "x" * 12))
    failed = [
        (route, order.status)
        for order in orders_of(ada)
        for route in OF_STAFF
        if max(answers(boss, route, order)) >= 500
    ]
    assert OF_STAFF
    assert failed == []


def test_the_sweep_still_ends_an_expired_order() -> None:
    order = an_order()
    started(order)
    order.payment_attempts.update(expires_at=order.date_placed)
    Product.objects.all().delete()
    call_command("sweep_payments")
    order.refresh_from_db()
    assert order.status == "Cancelled"


def test_what_still_exists_goes_back_and_the_rest_is_named() -> None:
    kept, gone = a_product("Sunflower oil"), a_product("Bath oil")
    order, basket = an_order(kept, gone), a_basket()
    started(order)
    gone.delete()
    assert reopen_as_basket(order=order, basket=basket) == ["Bath oil, 100 ml is no longer sold."]
    assert held(basket) == [("Sunflower oil", 1)]


def test_what_was_taken_off_sale_is_named() -> None:
    order, basket = an_order(a_product("Bath oil")), a_basket()
    started(order)
    Product.objects.update(is_public=False)
    assert reopen_as_basket(order=order, basket=basket) == ["Bath oil, 100 ml is no longer sold."]


def test_of_too_few_what_is_left_goes_back() -> None:
    product = a_product(stock=5)
    order, basket = an_order(product, quantity=5), a_basket()
    started(order)
    product.stockrecords.update(num_in_stock=2)
    assert len(reopen_as_basket(order=order, basket=basket)) == 1
    assert held(basket) == [("Sunflower oil", 2)]


def test_after_an_error_the_second_click_puts_the_items_back(monkeypatch: pytest.MonkeyPatch) -> None:
    order, basket = an_order(), a_basket()
    started(order)
    with monkeypatch.context() as broken:
        broken.setattr("shop.checkout.services.add_to_basket", lambda **_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            reopen_as_basket(order=order, basket=basket)
    reopen_as_basket(order=order, basket=basket)
    assert held(basket) == [("Sunflower oil", 1)]
