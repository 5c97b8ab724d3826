"""The shown total is what the order costs, with any codes and offers."""

import ast
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from oscar.core.loading import get_model

from shop.checkout.details import load
from shop.checkout.services import place_order
from tests.basket.conftest import text_of
from tests.support.factories import ADDRESS, a_product, a_product_in_sizes
from tests.support.offers import a_range, a_voucher, an_offer, delivery_free, undone
from tests.support.purchases import GUEST

pytestmark = pytest.mark.django_db

WORTH = {"Percentage": "12.5", "Absolute": "4.00", "Fixed": "1.50", "Multibuy": None, "Fixed price": "11"}
WORTH |= {"Shipping percentage": "50", "Shipping absolute": "2", "Shipping fixed price": "1"}


@st.composite
def rules(draw: Any) -> dict[str, Any]:
    """One offer as staff could make it; `small` is about the 50 ml bottle only."""
    kind = draw(st.sampled_from(sorted(WORTH)))
    return {
        "kind": kind,
        "value": WORTH[kind],
        "condition": draw(st.sampled_from(["Count", "Coverage"])),
        "times": str(draw(st.integers(1, 3))),
        "exclusive": draw(st.booleans()),
        "priority": draw(st.sampled_from([0, 0, 0, 5])),
        "small": draw(st.booleans()),
    }


def make(rule: dict[str, Any], small: Any, **fields: Any) -> Any:
    wanted = {name: value for name, value in rule.items() if name != "small"}
    return an_offer(**wanted, goods=a_range(small) if rule["small"] else a_range(), **fields)


def fill(quantities: list[int]) -> tuple[Client, Any, Any]:
    """A browser with these quantities in its basket; the first product is a 50 ml bottle."""
    sized = a_product_in_sizes("Sized", stock=99)
    small = sized.children.get(volume_ml=50)
    others = [
        a_product(f"Oil {n}", price=price, stock=99) for n, price in enumerate(["7.05", "14.95", "24.00"])
    ]
    client = Client()
    for product, quantity in zip([small, *others], quantities, strict=False):
        client.post(f"/basket/add/{product.pk}/", {"quantity": quantity})
    return client, get_model("basket", "Basket").objects.latest("pk"), small


def pounds(text: str, before: str) -> Decimal:
    found = re.search(rf"{before} £([\d.]+)", text)
    assert found, text
    return Decimal(found.group(1))


def shown_and_placed(client: Client) -> tuple[Decimal, Decimal, Decimal]:
    """The total on the basket page, on the payment page, and of the order that its button makes."""
    basket_page = pounds(text_of(client.get("/basket/")), "Total")
    client.post("/checkout/", {"email": "wilma@example.com", **ADDRESS})
    client.post("/checkout/delivery/", {"method": "standard"})
    page = client.get("/checkout/payment/")
    quote = page.context["quote"]
    basket = page.wsgi_request.basket  # type: ignore[attr-defined]
    details = load(client.session)
    order = place_order(basket_id=basket.pk, user=GUEST, details=details, fingerprint=quote.fingerprint)
    return basket_page, quote.total, order.total_incl_tax


@pytest.mark.long
@settings(max_examples=15, suppress_health_check=list(HealthCheck))
@given(
    quantities=st.lists(st.integers(1, 7), min_size=1, max_size=4),
    codes=st.lists(rules(), max_size=3),
    offers=st.lists(rules(), max_size=3),
    newest_first=st.booleans(),
)
def test_what_is_shown_can_be_placed(
    quantities: list[int], codes: list[Any], offers: list[Any], newest_first: bool
) -> None:
    with undone():
        client, basket, small = fill(quantities)
        for rule in offers:
            make(rule, small)
        vouchers = [a_voucher(f"CODE{n}", make(rule, small)) for n, rule in enumerate(codes)]
        basket.vouchers.add(*(reversed(vouchers) if newest_first else vouchers))
        shown, quoted, placed = shown_and_placed(client)
    assert shown == quoted == placed


def test_ten_per_cent_and_free_delivery_can_be_ordered_together() -> None:
    client, _, _ = fill([0, 0, 2])
    a_voucher("WELCOME10", an_offer())
    a_voucher("FREESHIP", delivery_free())
    for code in ("WELCOME10", "FREESHIP"):
        client.post("/basket/vouchers/add/", {"code": code})
    shown, quoted, placed = shown_and_placed(client)
    assert shown == quoted == placed


def test_one_offer_behind_two_codes_is_used_once() -> None:
    client, basket, _ = fill([3])
    offer = an_offer("Absolute", "2", max_global_applications=1)
    basket.vouchers.add(a_voucher("ONE", offer), a_voucher("TWO", offer))
    assert len(set(shown_and_placed(client))) == 1
    offer.refresh_from_db()
    assert offer.num_applications == 1


def test_a_code_that_saves_nothing_is_not_used_up() -> None:
    client, basket, _ = fill([1])
    idle = a_voucher("IDLE", an_offer(times="9"), usage="Single use")
    basket.vouchers.add(idle)
    shown_and_placed(client)
    assert not idle.applications.exists()


def test_two_codes_for_delivery_are_recorded_as_one() -> None:
    client, basket, _ = fill([1])
    half = an_offer("Shipping percentage", "50", exclusive=False)
    basket.vouchers.add(a_voucher("HALF", half), a_voucher("FREE", delivery_free(exclusive=False)))
    shown_and_placed(client)
    recorded = get_model("order", "OrderDiscount").objects.values_list("voucher_code", "amount")
    assert list(recorded) == [("FREE", Decimal("3.95"))]


def _asks_for_the_applicator(path: Path) -> bool:
    names = (node.value for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Constant))
    return "offer.applicator" in names


def test_one_place_prices_a_basket() -> None:
    asking = [path for path in Path("shop").rglob("*.py") if _asks_for_the_applicator(path)]
    assert [str(path) for path in asking] == ["shop/basket/pricing.py"]
