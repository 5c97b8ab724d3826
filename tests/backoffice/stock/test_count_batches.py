"""A count batch by batch: of what was on the shelf at the upgrade, and later ones."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from shop.accounts.models import User
from shop.backoffice.roles import PACKER, role_group
from shop.catalogue.models import Batch
from shop.order.batches import proposal
from shop.partner.models import StockCount
from tests.support.cast import signed_in
from tests.support.factories import a_product
from tests.support.purchases import a_paid_order
from tests.support.shelf import a_batch, adds_up, ledger_of, record_of

pytestmark = pytest.mark.django_db
LATER = (timezone.localdate() + timedelta(days=900)).isoformat()


@pytest.fixture
def packer(ben: User) -> Client:
    ben.groups.add(role_group(PACKER))
    return signed_in(ben)


def url_of(product: Any) -> str:
    return f"/office/stock/{record_of(product).pk}/batches/"


def a_count(*rows: tuple[str, str, int], **head: str) -> dict[str, str]:
    sent = {"key": str(uuid.uuid4()), "form-TOTAL_FORMS": "3", "form-INITIAL_FORMS": "0", **head}
    for place, (batch, until, pieces) in enumerate(rows):
        sent |= {f"form-{place}-batch": batch, f"form-{place}-best_before": until}
        sent |= {f"form-{place}-pieces": str(pieces)}
    return sent


def test_what_nobody_knew_the_batch_of_is_listed_until_it_is_counted(packer: Client) -> None:
    oil = a_product("Marigold oil", stock=9)
    assert "1 size to count by batch" in packer.get("/office/").content.decode()
    assert "Marigold oil" in packer.get("/office/stock/uncounted/").content.decode()
    packer.post(url_of(oil), a_count(("L1", LATER, 5), ("L2", LATER, 4)))
    assert ledger_of(oil) == [("opening", 9), ("found batch", 5), ("found batch", 4), ("found batch", -9)]
    assert "to count by batch" not in packer.get("/office/").content.decode()


def test_the_form_does_not_show_what_is_expected(packer: Client) -> None:
    oil = a_product(stock=987)
    a_batch(oil, pieces=654, number="L-HIDDEN")
    page = packer.get(url_of(oil)).content.decode()
    assert not any(number in page for number in ("987", "654", "1641", "L-HIDDEN"))


def test_the_difference_is_posted_with_who_counted(packer: Client, ben: User) -> None:
    oil = a_product(stock=9)
    page = packer.post(url_of(oil), a_count(("L1", LATER, 7), note="one leaked"), follow=True)
    assert "a difference of -2 is posted" in page.content.decode()
    count = StockCount.objects.get()
    assert (count.counted, count.difference, count.by, count.note) == (7, -2, ben, "one leaked")
    assert adds_up(oil) and record_of(oil).num_in_stock == 7


def test_a_later_count_moves_between_batches(packer: Client) -> None:
    oil = a_product(stock=0)
    first, second = a_batch(oil, pieces=5, number="L1"), a_batch(oil, pieces=5, number="L2")
    dates = [str(batch.best_before) for batch in (first, second)]
    packer.post(url_of(oil), a_count(("L1", dates[0], 2), ("L2", dates[1], 8)))
    assert [Batch.objects.get(pk=batch.pk).left for batch in (first, second)] == [2, 8]
    assert record_of(oil).num_in_stock == 10


def test_once_counted_only_known_batches_are_packed(packer: Client) -> None:
    oil = a_product(stock=9)
    old = a_batch(oil, number="OLD")
    Batch.objects.filter(pk=old.pk).update(quantity=9)
    line = a_paid_order(oil).lines.get()
    assert proposal(line) == [(old, 1)]
    packer.post(url_of(oil), a_count(("NEW", LATER, 9)))
    assert [batch.number for batch, _ in proposal(line)] == ["NEW"]
    assert Batch.objects.get(pk=old.pk).left == 0


def test_fewer_than_promised_names_the_orders(packer: Client) -> None:
    oil = a_product(stock=5)
    order = a_paid_order(oil, quantity=3)
    page = packer.post(url_of(oil), a_count(("L1", LATER, 2)))
    assert page.status_code == 422 and order.number in page.content.decode()
    assert 'value="L1"' in page.content.decode()
    assert ledger_of(oil) == [("opening", 5)] and not Batch.objects.exists()


def test_clicking_twice_posts_once(packer: Client) -> None:
    oil = a_product(stock=5)
    sent = a_count(("L1", LATER, 4))
    for _ in range(2):
        packer.post(url_of(oil), sent)
    assert StockCount.objects.count() == 1


@pytest.mark.parametrize(
    "rows", [[], [("", LATER, 2)], [("L1", "", 2)], [("L1", LATER, 2), ("L1", LATER, 3)]]
)
def test_what_is_missing_is_asked_for(packer: Client, rows: list[tuple[str, str, int]]) -> None:
    oil = a_product(stock=5)
    assert packer.post(url_of(oil), a_count(*rows)).status_code == 422
    assert ledger_of(oil) == [("opening", 5)]


def test_an_empty_shelf_is_ticked(packer: Client) -> None:
    oil = a_product(stock=5)
    packer.post(url_of(oil), a_count(is_empty="on"))
    assert record_of(oil).num_in_stock == 0


def test_a_batch_that_is_found_too_late_is_put_aside(packer: Client) -> None:
    oil = a_product(stock=5)
    near = timezone.localdate() + timedelta(days=settings.BATCH_OFF_SALE_DAYS)
    packer.post(url_of(oil), a_count(("L1", near.isoformat(), 3), ("L2", LATER, 2)))
    assert record_of(oil).num_in_stock == 2
    assert adds_up(oil)


def test_what_is_put_aside_is_not_counted(packer: Client) -> None:
    oil = a_product(stock=0)
    batch = a_batch(oil, pieces=5, number="L1")
    batch.is_blocked = True
    batch.save()
    page = packer.post(url_of(oil), a_count(("L1", str(batch.best_before), 5)))
    assert page.status_code == 422 and "is blocked" in page.content.decode()


def test_something_without_a_batch_is_counted_too(packer: Client) -> None:
    cloth = a_product("Muslin cloth", stock=5)
    type(cloth.product_class).objects.filter(pk=cloth.product_class_id).update(is_cosmetic=False)
    packer.post(url_of(cloth), a_count(("", "", 4)))
    assert ledger_of(cloth) == [("opening", 5), ("counted", -1)]
