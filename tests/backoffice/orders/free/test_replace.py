"""The screen that sends pieces again."""

import uuid

import pytest
from django.test import Client

from shop.accounts.models import User
from shop.order.models import Order
from shop.order.tokens import VIEW, token_for
from tests.support.replacements import a_sent_order, replaced

pytestmark = pytest.mark.django_db


@pytest.fixture
def order() -> Order:
    return a_sent_order(quantity=2)


def url(order: Order) -> str:
    return f"/office/orders/{order.number}/replace/"


def body(client: Client, path: str) -> str:
    return " ".join(client.get(path).content.decode().split())


def data(order: Order, **more: object) -> dict[str, object]:
    return {"key": str(uuid.uuid4()), f"pieces_{order.lines.get().pk}": 1, "reason": "lost", **more}


def test_both_pages_link_each_other(staff: Client, order: Order) -> None:
    answer = staff.post(url(order), data(order))
    made = Order.objects.get(replaces=order)
    assert answer.headers["Location"] == f"/office/orders/{made.number}/"
    assert f"/office/orders/{made.number}/" in body(staff, f"/office/orders/{order.number}/")
    page = body(staff, f"/office/orders/{made.number}/")
    assert f"/office/orders/{order.number}/" in page and "Replacement: lost" in page
    assert "Sends a replacement" in body(staff, f"/office/orders/{order.number}/")


def test_the_buyer_sees_both(client: Client, order: Order, cleo: User) -> None:
    made = replaced(order, cleo)
    old, new = (f"/orders/{token_for(one, VIEW)}/" for one in (order, made))
    assert "a replacement: order" in body(client, old) and made.number in body(client, old)
    page = body(client, new)
    assert "It replaces items of order" in page and "Changed your mind?" not in page and "−£14.50" in page


def test_what_is_wrong_is_said_beside_the_field_and_nothing_is_lost(staff: Client, order: Order) -> None:
    line = order.lines.get()
    answer = staff.post(url(order), data(order, **{f"pieces_{line.pk}": 3}, reason="", note="Called today"))
    page = answer.content.decode()
    assert answer.status_code == 422 and "Choose a reason." in page and "Called today" in page
    assert "less than or equal to 2" in page


def test_another_page_may_fill_it_in(staff: Client, order: Order) -> None:
    page = body(staff, f"{url(order)}?reason=faulty&pieces_{order.lines.get().pk}=1")
    assert '<option value="faulty" selected>' in page and 'value="1"' in page


def test_it_is_packed_with_a_slip_that_says_so(staff: Client, order: Order, cleo: User) -> None:
    made = replaced(order, cleo)
    assert made.number in body(staff, "/office/packing/")
    assert staff.get(f"/office/packing/{made.number}/slip.pdf").status_code == 200


def test_the_list_says_what_it_is(staff: Client, order: Order, cleo: User) -> None:
    made = replaced(order, cleo)
    page = body(staff, "/office/orders/?kind=replacement")
    assert made.number in page and order.number not in page
