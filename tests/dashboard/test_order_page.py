"""Oscar's order page can't bypass payments and stock."""

from typing import Any

import pytest

from shop.accounts.models import User
from tests.support.cast import signed_in
from tests.support.purchases import a_paid_order
from tests.support.roles import shopkeeper_group

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "data",
    [
        {"order_action": "create_order_payment_event", "payment_event_type": "1", "amount": "9"},
        {"line_action": "change_line_statuses", "new_status": "Cancelled"},
        {"line_action": "create_payment_event"},
        {"line_action": "create_shipping_event"},
    ],
)
def test_money_and_goods_arent_written_past_their_services(cleo: User, data: dict[str, Any]) -> None:
    order = a_paid_order()
    cleo.groups.add(shopkeeper_group())
    line = order.lines.get()
    form = {**data, "selected_line": line.pk, f"selected_line_qty_{line.pk}": "1"}
    signed_in(cleo).post(f"/dashboard/orders/{order.number}/", form)
    line.refresh_from_db()
    assert (line.status, order.payment_events.count(), order.shipping_events.count()) == ("Open", 1, 0)


def test_a_note_is_kept(cleo: User) -> None:
    order = a_paid_order()
    cleo.groups.add(shopkeeper_group())
    form = {"order_action": "save_note", "message": "Rang twice"}
    signed_in(cleo).post(f"/dashboard/orders/{order.number}/", form)
    assert order.notes.get().message == "Rang twice"
