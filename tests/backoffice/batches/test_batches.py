"""Batches in the office: the list, a batch's page, blocking, correcting, and until when one is sold."""

import csv
from datetime import date, timedelta
from io import StringIO
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from shop.accounts.models import User
from shop.backoffice.roles import OWNER, PACKER, SHOPKEEPER, Role, role_group
from shop.catalogue.models import Batch
from shop.catalogue.off_sale import block, take_off_sale
from shop.order import dispatch
from shop.order.batches import Packed, proposal
from shop.order.models import Parcel
from tests.support.cast import signed_in
from tests.support.factories import a_product
from tests.support.purchases import a_paid_order
from tests.support.shelf import a_batch, adds_up, ledger_of, record_of

pytestmark = pytest.mark.django_db
LIST = "/office/batches/"
WHY = {"reason": "leaks"}


def member(user: User, role: Role) -> Client:
    user.groups.add(role_group(role))
    return signed_in(user)


@pytest.fixture
def owner(ben: User) -> Client:
    return member(ben, OWNER)


def near(days: int = 0) -> date:
    """A best-before date whose batch goes off sale in so many days."""
    return timezone.localdate() + timedelta(days=settings.BATCH_OFF_SALE_DAYS + days)


def text_of(client: Client, batch: Batch) -> str:
    return client.get(f"{LIST}{batch.pk}/").content.decode()


def a_parcel(oil: Any, batch: Batch, pieces: int = 1) -> Any:
    order = a_paid_order(oil, quantity=pieces)
    packed = [Packed(order.lines.get().pk, batch.pk, pieces)]
    dispatch.dispatch_order(order=order, tracking_number="", batches=packed)
    return order


def test_the_list_has_numbers_and_states(shopkeeper: Client) -> None:
    oil = a_product("Marigold oil", stock=0)
    open_, blocked, old = (
        a_batch(oil, pieces=3),
        a_batch(oil, pieces=4),
        a_batch(oil, pieces=5, expires=near()),
    )
    a_parcel(oil, open_, 2)
    shopkeeper.post(f"{LIST}{blocked.pk}/block/", WHY)
    take_off_sale()
    rows = list(
        csv.DictReader(StringIO(shopkeeper.get(LIST, {"export": "csv"}).getvalue().decode("utf-8-sig")))
    )
    found = {
        row["Batch"]: [row[name] for name in ("State", "Received", "Sent", "Left", "Put aside")]
        for row in rows
    }
    assert found == {
        open_.number: ["Open", "3", "2", "1", "0"],
        blocked.number: ["Blocked by hand", "4", "0", "0", "4"],
        old.number: ["Blocked by date", "5", "0", "0", "5"],
    }


@pytest.mark.parametrize("words", ["L-204", "marigold", "{sku}", "marigold L-204"])
def test_the_list_and_the_search_box_find_a_batch(words: str, shopkeeper: Client) -> None:
    oil = a_product("Marigold oil", stock=0)
    batch, other = a_batch(oil, number="L-204", pieces=1), a_batch(a_product("Rose"), number="R-1", pieces=1)
    asked = words.format(sku=record_of(oil).partner_sku)
    page = shopkeeper.get(f"{LIST}results/", {"q": asked}).content.decode()
    assert batch.number in page and other.number not in page
    answer = shopkeeper.get("/office/search/", {"q": asked}, follow=True)
    assert (
        f"{LIST}{batch.pk}/" in answer.content.decode() or answer.request["PATH_INFO"] == f"{LIST}{batch.pk}/"
    )


def test_states_are_a_filter(shopkeeper: Client) -> None:
    oil = a_product(stock=0)
    a_batch(oil, number="OPEN-1", pieces=1)
    a_batch(oil, number="GONE-1")
    page = shopkeeper.get(f"{LIST}results/", {"state": "used up"}).content.decode()
    assert "GONE-1" in page and "OPEN-1" not in page


def test_five_batches_need_as_many_queries_as_fifty(shopkeeper: Client) -> None:
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as seen:
            assert shopkeeper.get(f"{LIST}results/").status_code == 200
        return len(seen)

    oil = a_product(stock=0)
    for _ in range(5):
        a_batch(oil)
    queries()
    few = queries()
    for number in range(45):
        a_batch(a_product(f"Oil {number}", stock=0))
    assert queries() == few


def test_a_batch_is_blocked_with_a_reason_and_names_who(shopkeeper: Client, ben: User) -> None:
    oil = a_product(stock=0)
    batch = a_batch(oil, pieces=4)
    assert shopkeeper.post(f"{LIST}{batch.pk}/block/", {"reason": " "}).status_code == 422
    shopkeeper.post(f"{LIST}{batch.pk}/block/", WHY)
    assert record_of(oil).num_in_stock == 0
    assert batch.movements.get(kind="blocked").by == ben
    page = text_of(shopkeeper, batch)
    assert "Blocked by hand" in page and "leaks" in page and "Unblock" in page
    shopkeeper.post(f"{LIST}{batch.pk}/unblock/", {"reason": "only the label"})
    assert ledger_of(oil)[-1] == ("unblocked", 4)
    assert record_of(oil).num_in_stock == 4


def test_blocking_twice_says_who_was_faster(shopkeeper: Client) -> None:
    oil = a_product(stock=0)
    batch = a_batch(oil, pieces=4)
    for _ in range(2):
        page = shopkeeper.post(f"{LIST}{batch.pk}/block/", WHY, follow=True).content.decode()
    assert "is blocked already" in page
    assert ledger_of(oil) == [("received", 4), ("blocked", -4)]


def test_a_packer_sees_batches_and_changes_none(ben: User) -> None:
    packer, oil = member(ben, PACKER), a_product(stock=0)
    batch = a_batch(oil, pieces=4)
    assert "Stop the sale" not in text_of(packer, batch)
    for action in ("block", "unblock", "late", "correct"):
        packer.post(f"{LIST}{batch.pk}/{action}/", WHY)
    assert ledger_of(oil) == [("received", 4)]


def test_only_owners_sell_a_recalled_batch_again(ben: User, cleo: User) -> None:
    shopkeeper, owner, oil = member(ben, SHOPKEEPER), member(cleo, OWNER), a_product(stock=0)
    batch = a_batch(oil, pieces=4)
    block(batch=batch, reason="leaks", by=cleo, is_recall=True)
    assert "Recalled" in text_of(owner, batch)
    shopkeeper.post(f"{LIST}{batch.pk}/unblock/", WHY)
    assert Batch.objects.get(pk=batch.pk).is_recalled
    owner.post(f"{LIST}{batch.pk}/unblock/", WHY)
    assert record_of(oil).num_in_stock == 4


def test_what_is_promised_stays_and_follows_when_it_is_free(
    shopkeeper: Client, django_capture_on_commit_callbacks: Any
) -> None:
    oil = a_product(stock=0)
    batch = a_batch(oil, pieces=5)
    order = a_paid_order(oil, quantity=2)
    page = shopkeeper.post(f"{LIST}{batch.pk}/block/", WHY, follow=True).content.decode()
    assert "2 pieces of it are promised to orders" in page
    assert order.number in shopkeeper.get("/office/").content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        order.lines.get().cancel_allocation(2)
    assert (record_of(oil).num_in_stock, record_of(oil).num_allocated) == (0, 0)
    assert adds_up(oil)


def test_a_batch_is_sold_until_sixty_days_before_its_date(shopkeeper: Client) -> None:
    oil = a_product(stock=0)
    last, today = a_batch(oil, pieces=3, expires=near(1)), a_batch(oil, pieces=4, expires=near())
    assert take_off_sale() == 1
    assert record_of(oil).num_in_stock == 3
    line = a_paid_order(oil).lines.get()
    assert proposal(line) == [(last, 1)]
    with pytest.raises(dispatch.CannotDispatch, match="past its date"):
        packed = [Packed(line.pk, today.pk, 1)]
        dispatch.dispatch_order(order=line.order, tracking_number="", batches=packed)
    assert "4 of batch" in shopkeeper.get("/office/").content.decode()
    assert take_off_sale() == 0


def test_a_batch_is_refused_before_the_night_has_come() -> None:
    oil = a_product(stock=0)
    batch = a_batch(oil, pieces=3, expires=near())
    line = a_paid_order(oil).lines.get()
    with pytest.raises(dispatch.CannotDispatch):
        packed = [Packed(line.pk, batch.pk, 1)]
        dispatch.dispatch_order(order=line.order, tracking_number="", batches=packed)


def test_what_was_there_before_the_ledger_comes_off_sale_as_well() -> None:
    oil = a_product(stock=6)
    old = a_batch(oil, expires=near())
    Batch.objects.filter(pk=old.pk).update(quantity=4)
    take_off_sale()
    assert ledger_of(oil) == [("opening", 6), ("found batch", -4), ("found batch", 4), ("blocked", -4)]
    assert record_of(oil).num_in_stock == 2


def test_only_the_owner_sells_it_up_to_its_date(ben: User, cleo: User) -> None:
    shopkeeper, owner, oil = member(ben, SHOPKEEPER), member(cleo, OWNER), a_product(stock=0)
    batch = a_batch(oil, pieces=3, expires=near())
    take_off_sale()
    shopkeeper.post(f"{LIST}{batch.pk}/late/", WHY)
    assert record_of(oil).num_in_stock == 0
    owner.post(f"{LIST}{batch.pk}/late/", WHY)
    take_off_sale()
    assert record_of(oil).num_in_stock == 3
    assert Batch.objects.sendable().get() == batch


def test_past_its_date_nothing_is_sold_again(owner: Client) -> None:
    oil = a_product(stock=0)
    batch = a_batch(oil, pieces=3, expires=timezone.localdate() - timedelta(days=1))
    take_off_sale()
    for action in ("late", "unblock"):
        owner.post(f"{LIST}{batch.pk}/{action}/", WHY)
    assert record_of(oil).num_in_stock == 0


def test_a_batch_that_comes_too_late_isn_t_put_on_sale(shopkeeper: Client) -> None:
    from tests.backoffice.stock.test_receive import URL, a_delivery, a_row

    oil = a_product(stock=0)
    page = shopkeeper.post(URL, a_delivery(a_row(oil, best_before=near(-5).isoformat())), follow=True)
    assert "not for sale" in page.content.decode()
    assert record_of(oil).num_in_stock == 0


def test_number_and_date_are_corrected_while_nothing_was_sent(shopkeeper: Client) -> None:
    oil = a_product(stock=0)
    batch, until = a_batch(oil, pieces=3, expires=near()), near(400)
    take_off_sale()
    sent = {"number": "L-205", "best_before": until.isoformat(), "reason": "typed wrongly"}
    shopkeeper.post(f"{LIST}{batch.pk}/correct/", sent)
    batch.refresh_from_db()
    assert (batch.number, batch.best_before, batch.off_sale_on) == ("L-205", until, None)
    assert record_of(oil).num_in_stock == 3
    a_parcel(oil, batch)
    page = shopkeeper.post(f"{LIST}{batch.pk}/correct/", {**sent, "number": "L-206"})
    assert page.status_code == 422 and "1 of it were sent" in page.content.decode()


def test_a_second_batch_of_the_same_number_is_refused(shopkeeper: Client) -> None:
    oil = a_product(stock=0)
    batch = a_batch(oil, pieces=3)
    a_batch(oil, number="TAKEN")
    sent = {"number": "TAKEN", "best_before": near(400).isoformat(), "reason": "typed wrongly"}
    assert shopkeeper.post(f"{LIST}{batch.pk}/correct/", sent).status_code == 422


def test_the_page_links_the_orders_that_have_it(shopkeeper: Client) -> None:
    oil = a_product(stock=0)
    batch = a_batch(oil, pieces=3)
    order = a_parcel(oil, batch, 2)
    page = text_of(shopkeeper, batch)
    assert "Orders (1)" in page and f"/office/orders/{order.number}/" in page


def test_a_part_that_was_sent_has_its_day(shopkeeper: Client) -> None:
    oil = a_product(stock=0)
    batch = a_batch(oil, pieces=5)
    order = a_paid_order(oil, quantity=2)
    line = order.lines.get()
    packed = [Packed(line.pk, batch.pk, 1)]
    dispatch.dispatch_order(order=order, tracking_number="", batches=packed, pieces={line.pk: 1})
    Parcel.objects.update(sent_at=timezone.now() - timedelta(days=3))
    words = f"sent {timezone.localdate() - timedelta(days=3):%d/%m/%Y}"
    assert words in " ".join(text_of(shopkeeper, batch).split())
