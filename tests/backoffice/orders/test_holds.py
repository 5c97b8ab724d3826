"""“Missing” and “Put on hold” on the screens, and what the shopkeeper is offered."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from shop.order.models import Order, StaffHold
from tests.support.factories import a_product
from tests.support.html import words_of
from tests.support.packing import a_batch
from tests.support.purchases import a_paid_order, the_payment

pytestmark = pytest.mark.django_db


@pytest.fixture
def paid() -> Any:
    order = a_paid_order(a_product(stock=5), a_product("Rose oil", stock=5))
    for line in order.lines.all():
        a_batch(line.product)
    return order


def rose(order: Any) -> Any:
    return order.lines.get(title__startswith="Rose oil")


def soup(answer: Any) -> BeautifulSoup:
    return BeautifulSoup(answer.content, "html.parser")


def misses(packer: Client, order: Any, **typed: str) -> Any:
    """Clicks the button of the line on the card."""
    page = soup(packer.get("/office/packing/"))
    buttons = [one for one in page.select("[formaction*=missing]") if "Rose oil" in one.get_text()]
    return packer.post(buttons[0]["formaction"], typed)


def test_a_click_puts_it_on_hold_and_keeps_what_was_typed_elsewhere(packer: Client, paid: Any) -> None:
    other = a_paid_order(a_product("Almond oil"))
    answer = misses(packer, paid, **{f"o{other.pk}-tracking_number": "RM5"})
    assert f"{paid.number} is on hold: missing 1 × Rose oil, 100 ml (Pat)" in words_of(answer)
    assert soup(answer).select_one(f"[name=o{other.pk}-tracking_number]")["value"] == "RM5"
    assert [one.a.get_text(strip=True) for one in soup(answer).select(".packing-card h2")] == [other.number]
    assert "Rose oil" not in words_of(packer.get("/office/packing/pick-list/"))
    assert f"{paid.number}: missing 1 × Rose oil, 100 ml (Pat)" in words_of(packer.get("/office/"))


def test_the_card_asks_how_many_and_the_shopkeeper_reads_it(packer: Client, staff: Client) -> None:
    order = a_paid_order(a_product("Rose oil", stock=5), quantity=3)
    a_batch(order.lines.get().product)
    field = f"missing-{rose(order).pk}"
    page = soup(packer.get("/office/packing/"))
    assert page.select_one(f"[name={field}]")["value"] == "3"
    assert "“two” is no number" in words_of(misses(packer, order, **{field: "two"}))
    assert "missing 1 × Rose oil, 100 ml (Pat)" in words_of(misses(packer, order, **{field: "1"}))
    refund = soup(staff.get(f"/office/orders/{order.number}/refund/{the_payment(order).pk}/"))
    assert refund.select_one("[name^=pieces_]")["value"] == "1"
    rest = soup(staff.get(f"/office/orders/{order.number}/send-part/"))
    assert rest.select_one("[name*=take_]")["value"] == "2"


def test_the_shopkeeper_is_offered_to_send_the_rest_to_wait_or_to_refund(
    packer: Client, staff: Client, paid: Any
) -> None:
    misses(packer, paid)
    page = words_of(staff.get(f"/office/orders/{paid.number}/"))
    for offered in ("Send the rest without it", "Wait for it", "Found: lift the hold", "Refund"):
        assert offered in page
    assert "Send the rest without it" not in words_of(packer.get(f"/office/orders/{paid.number}/"))


def test_the_rest_is_filled_in_without_the_missing_piece(packer: Client, staff: Client, paid: Any) -> None:
    misses(packer, paid)
    page = soup(staff.get(f"/office/orders/{paid.number}/send-part/"))
    taken = {one["name"]: one["value"] for one in page.select("[name*=take_]")}
    assert taken[f"o{paid.pk}-take_{rose(paid).pk}"] == "0" and "1" in taken.values()
    typed = {one["name"]: one.get("value", "") for one in page.select("main form input[name]")}
    typed |= {one["name"]: one.select_one("[selected]")["value"] for one in page.select("main form select")}
    typed[f"o{paid.pk}-tracking_number"] = "RM1"
    answer = staff.post(f"/office/orders/{paid.number}/send-part/", typed, follow=True)
    assert "what follows" in words_of(answer) and Order.objects.get().is_part_sent


def test_the_refund_is_filled_in_with_the_missing_piece(packer: Client, staff: Client, paid: Any) -> None:
    misses(packer, paid)
    page = soup(staff.get(f"/office/orders/{paid.number}/refund/{the_payment(paid).pk}/"))
    filled = {one["name"]: one.get("value") for one in page.select("[name^=pieces_]")}
    other = paid.lines.exclude(pk=rose(paid).pk).get()
    assert filled == {f"pieces_{rose(paid).pk}": "1", f"pieces_{other.pk}": None}
    assert page.select_one(f"[name=restock_{rose(paid).pk}]").has_attr("checked")


def test_a_packer_holds_it_and_a_shopkeeper_lifts_it(packer: Client, staff: Client, paid: Any) -> None:
    url = f"/office/orders/{paid.number}/"
    assert packer.post(f"{url}hold/", {"reason": " "}).status_code == 422
    packer.post(f"{url}hold/", {"reason": "The buyer calls back"})
    assert "On hold: “The buyer calls back” (Pat)" in words_of(staff.get(url))
    assert "Wilma Walker: “The buyer calls back” (Pat)" in words_of(packer.get("/office/packing/"))
    packer.post(f"{url}lift-hold/", {"reason": "I may not"})
    assert StaffHold.objects.standing().exists()
    staff.post(f"{url}lift-hold/", {"reason": "They called"})
    page = words_of(staff.get(url))
    assert not StaffHold.objects.standing().exists()
    assert "Lifted the hold" in page and "They called" in page and "Put on hold" in page


def test_a_shopkeeper_lifts_it_on_the_packing_page_too(packer: Client, staff: Client, paid: Any) -> None:
    misses(packer, paid)
    answer = staff.post(f"/office/packing/{paid.number}/lift/", {"reason": "It was behind"}, follow=True)
    assert "may be sent" in words_of(answer) and not StaffHold.objects.standing().exists()


def takes_back(client: Client, order: Any) -> str:
    return words_of(client.post(f"/office/packing/{order.number}/take-back/", follow=True))


def test_a_packer_takes_their_own_hold_back(packer: Client, paid: Any) -> None:
    misses(packer, paid)
    page = soup(packer.get("/office/packing/"))
    assert page.select_one(".packing-held form")["action"].endswith(f"{paid.number}/take-back/")
    assert f"{paid.number} is to be packed again" in takes_back(packer, paid)
    assert paid.number in [
        one.a.get_text(strip=True) for one in soup(packer.get("/office/packing/")).select("h2:has(a)")
    ]


def test_the_orders_page_offers_it_to_who_holds_it(packer: Client, paid: Any) -> None:
    url = f"/office/orders/{paid.number}/"
    assert not soup(packer.get(url)).select("form[action$='take-back/']")
    packer.post(f"{url}hold/", {"reason": "The street looks odd"})
    assert soup(packer.get(url)).select("form[action$='take-back/']")


def test_a_colleagues_hold_stays(packer: Client, staff: Client, paid: Any) -> None:
    staff.post(f"/office/orders/{paid.number}/hold/", {"reason": "The buyer calls back"})
    assert "You have no hold on this order" in takes_back(packer, paid)
    misses_url = f"/office/packing/{paid.number}/missing/{rose(paid).pk}/"
    packer.post(misses_url)
    assert "It still waits: “The buyer calls back”" in takes_back(packer, paid)
    assert StaffHold.objects.filter(lifted_at=None).count() == 1
