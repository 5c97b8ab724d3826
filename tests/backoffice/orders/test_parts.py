"""“Send part of this order”, and where a part-sent order is shown."""

from datetime import date, timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from shop.accounts.models import User
from shop.backoffice.packing.queue import in_this_order
from shop.backoffice.packing.slips import slips_html
from shop.order import corrections, statuses
from shop.order.delivery_dates import delivery_dates
from shop.order.lookup import search
from shop.order.models import Order, Parcel
from shop.order.tokens import VIEW, token_for
from tests.support.factories import a_product
from tests.support.html import words_of
from tests.support.packing import a_batch, send
from tests.support.purchases import a_paid_order, the_payment

pytestmark = pytest.mark.django_db
SOON = date.today() + timedelta(days=200)


@pytest.fixture
def paid() -> Any:
    order = a_paid_order(a_product(stock=5), quantity=3)
    a_batch(order.lines.get().product, "FIRST", quantity=1, best_before=SOON)
    a_batch(order.lines.get().product, "NEXT")
    return order


def url_of(order: Any) -> str:
    return f"/office/orders/{order.number}/send-part/"


def form_of(client: Client, order: Any) -> dict[str, str]:
    """What the browser would post."""
    page = BeautifulSoup(client.get(url_of(order)).content, "html.parser").select_one("main form.office-form")
    assert page is not None
    typed = {field["name"]: field.get("value", "") for field in page.select("input[name]")}
    chosen = {one["name"]: one.select_one("[selected]") for one in page.select("select")}
    return typed | {name: one["value"] if one else "" for name, one in chosen.items()}


def sends(client: Client, order: Any, pieces: int, **more: Any) -> Any:
    start = f"o{order.pk}-"
    given = {f"{start}take_{order.lines.get().pk}": pieces, f"{start}tracking_number": "RM1"}
    return client.post(url_of(order), form_of(client, order) | given | more, follow=True)


def test_the_batch_that_expires_first_is_filled_in_and_shared_out(staff: Client, paid: Any) -> None:
    sends(staff, paid, 2)
    noted = paid.lines.get().batches.order_by("pk").values_list("batch__number", "quantity")
    assert list(noted) == [("FIRST", 1), ("NEXT", 1)]
    assert Order.objects.get().status == statuses.PAID


def test_list_filter_page_and_packing_say_what_is_still_to_send(staff: Client, paid: Any) -> None:
    assert "what follows" in words_of(sends(staff, paid, 1))
    page = words_of(staff.get(f"/office/orders/{paid.number}/"))
    assert "Part sent" in page and "1 sent, 2 to send" in page and "Send the rest" in page
    assert "Cancel the order" not in page
    assert paid.number in words_of(staff.get("/office/orders/?state=Part+sent"))
    assert paid.number not in words_of(staff.get("/office/orders/?state=To+pack"))
    card = words_of(staff.get("/office/packing/"))
    assert "Part sent: the rest of it" in card and "2 × Sunflower oil" in card
    assert "1 of 3 left before" in card


def test_the_slip_has_the_rest_and_later_each_parcel(staff: Client, paid: Any) -> None:
    sends(staff, paid, 1)
    slip = BeautifulSoup(slips_html(in_this_order([paid.pk])), "html.parser")
    assert [cell.get_text(strip=True) for cell in slip.select("tbody .amount")][0] == "2"
    send(paid, "RM2")
    slip = BeautifulSoup(slips_html(in_this_order([paid.pk])), "html.parser")
    assert [row.select_one(".amount").get_text(strip=True) for row in slip.select("tbody tr")] == ["1", "2"]


def test_the_buyer_sees_each_parcel_with_its_number(staff: Client, paid: Any, client: Client) -> None:
    sends(staff, paid, 1)
    page = words_of(client.get(f"/orders/{token_for(paid, VIEW)}/"))
    assert "A part of your order is on its way" in page and "Still to come 2 × Sunflower oil" in page
    send(paid, "RM2")
    page = words_of(client.get(f"/orders/{token_for(paid, VIEW)}/"))
    assert "RM1" in page and "RM2" in page and "Still to come" not in page


def test_the_buyer_is_told_no_day_for_the_rest(staff: Client, paid: Any, client: Client) -> None:
    page = f"/orders/{token_for(paid, VIEW)}/"
    day = delivery_dates(paid)
    assert f"arrives {day}" in words_of(client.get(page))
    sends(staff, paid, 1)
    for answer in (client.get(page), client.get(f"{page}cancel/")):
        assert day not in words_of(answer) and "if it arrives as expected" not in words_of(answer)
    shown = words_of(client.get(page))
    assert "in several parcels" in shown and "don’t know the day" in shown
    send(paid, "RM2")
    assert day not in words_of(client.get(page))
    assert "after the last parcel arrives" in words_of(staff.get(f"/office/orders/{paid.number}/"))


def test_a_double_click_sends_once(staff: Client, paid: Any) -> None:
    typed = form_of(staff, paid)
    typed |= {f"o{paid.pk}-take_{paid.lines.get().pk}": "1", f"o{paid.pk}-tracking_number": "RM1"}
    staff.post(url_of(paid), typed)
    assert "sent that parcel already" in words_of(staff.post(url_of(paid), typed, follow=True))
    assert Parcel.objects.count() == 1


def test_a_packer_with_an_old_page_sends_nothing(staff: Client, paid: Any) -> None:
    card = {f"o{paid.pk}-send": "on", f"o{paid.pk}-after": "0", f"o{paid.pk}-tracking_number": "RM9"}
    batch = a_batch(paid.lines.get().product, "NEXT")
    card |= {f"o{paid.pk}-batch_{paid.lines.get().pk}": batch.pk}
    sends(staff, paid, 1)
    assert "sent a part of it" in words_of(staff.post("/office/packing/", card))
    assert Parcel.objects.count() == 1


@pytest.mark.parametrize(
    ("pieces", "said"), [("0", "Say how many"), ("4", "less than or equal to 3"), ("", "Say how many")]
)
def test_what_cant_be_sent_is_said_beside_it(staff: Client, paid: Any, pieces: str, said: str) -> None:
    answer = sends(staff, paid, pieces)  # type: ignore[arg-type]
    assert answer.status_code == 422 and said in words_of(answer)


def test_a_blocked_batch_and_a_missing_one_are_refused(staff: Client, paid: Any) -> None:
    line, start = paid.lines.get(), f"o{paid.pk}-"
    blocked = a_batch(line.product, "OLD", best_before=date.today() - timedelta(days=1))
    answer = sends(staff, paid, 1, **{f"{start}batch_{line.pk}": blocked.pk})
    assert answer.status_code == 422 and "Choose again" in words_of(answer)
    none = {f"{start}batch_{line.pk}": "", f"{start}batch_{line.pk}_2": ""}
    assert "Choose the batch" in words_of(sends(staff, paid, 1, **none))
    assert not Parcel.objects.exists()


def test_the_refund_proposes_the_rest_without_delivery(staff: Client, paid: Any) -> None:
    sends(staff, paid, 1)
    url = f"/office/orders/{paid.number}/refund/{the_payment(paid).pk}/"
    page = BeautifulSoup(staff.get(url).content, "html.parser")
    line = paid.lines.get().pk
    assert page.select_one(f"[name=pieces_{line}]")["value"] == "2"
    assert page.select_one(f"[name=restock_{line}]").has_attr("checked")
    delivery = page.select_one("[name=delivery]")
    assert delivery is None or not delivery.has_attr("checked")


def test_the_tracking_of_each_parcel_is_corrected_and_found(staff: Client, paid: Any, cleo: User) -> None:
    sends(staff, paid, 1)
    parcel = Parcel.objects.get()
    url = f"/office/orders/{paid.number}/parcels/{parcel.pk}/tracking/"
    staff.post(url, {"tracking_number": "RM7", "why": "Typed wrongly"})
    assert list(search(Order.objects.all(), "RM7")) == [paid]
    send(paid, "RM2")
    corrections.correct_tracking(order=paid, parcel=parcel, number="RM8", why="Again", by=cleo)
    assert Order.objects.get().tracking_number == "RM2"
