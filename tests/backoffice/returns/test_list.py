"""The list of returns: tabs, the nearest last day first, search, files."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from shop.order.models import Return
from shop.order.returns.stages import nearest_first
from tests.support.factories import a_product
from tests.support.packing import send
from tests.support.purchases import a_paid_order
from tests.support.returns import a_return

pytestmark = pytest.mark.django_db
LIST = "/office/returns/"


@pytest.fixture
def oil() -> Any:
    return a_product(stock=20)


def due_in(row: Return, days: int, **more: Any) -> Return:
    Return.objects.filter(pk=row.pk).update(due_on=timezone.localdate() + timedelta(days=days), **more)
    return row


def numbers(page: Any) -> list[str]:
    return [row.order.number for row in page.context["object_list"]]


def test_each_tab_has_its_own(staff: Client, oil: Any) -> None:
    unsent, sent = a_paid_order(oil), a_paid_order(oil)
    send(sent)
    for order in (unsent, sent):
        order.refresh_from_db()
        a_return(order)
    assert numbers(staff.get(LIST, {"stage": "to-refund"})) == [unsent.number]
    page = staff.get(LIST, {"stage": "notice"})
    assert numbers(page) == [sent.number]
    text = page.content.decode()
    assert "Notices (1)" in text and "All (2)" in text and "14 days left" in text


def in_each_state(oil: Any) -> list[Return]:
    """Two open ones and two settled ones, in the order in which they stand."""
    rows = [a_return(a_paid_order(oil)) for _ in range(4)]
    now = timezone.now()
    due_in(rows[0], 2)
    due_in(rows[1], 9)
    due_in(rows[2], 1, settled_at=now, outcome="refunded")
    due_in(rows[3], 0, settled_at=now - timedelta(days=1), outcome="refunded")
    return rows


def test_the_nearest_last_day_is_first_and_settled_ones_are_last(staff: Client, oil: Any) -> None:
    rows = in_each_state(oil)
    assert numbers(staff.get(LIST)) == [row.order.number for row in rows]


@pytest.mark.postgres
def test_empty_values_stand_where_they_do_on_sqlite(oil: Any) -> None:
    rows = in_each_state(oil)
    assert list(nearest_first(Return.objects.all())) == rows


@pytest.mark.parametrize("words", ["{number}", "wilma@example.com"], ids=["number", "email"])
def test_it_is_found_by_what_finds_its_order(words: str, staff: Client, oil: Any) -> None:
    row = a_return(a_paid_order(oil))
    assert numbers(staff.get(LIST, {"q": words.format(number=row.order.number)})) == [row.order.number]
    assert numbers(staff.get(LIST, {"q": "nobody"})) == []


def test_the_file_has_what_the_list_shows(staff: Client, oil: Any) -> None:
    row = a_return(a_paid_order(oil, quantity=2))
    answer = staff.get(LIST, {"export": "csv"})
    text = b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined]
    assert row.order.number in text and f"{row.told_on}" in text and "2 × " in text


def test_an_empty_list_says_where_returns_come_from(staff: Client) -> None:
    assert "No return yet." in staff.get(LIST).content.decode()


def test_the_number_of_queries_does_not_grow(staff: Client, oil: Any) -> None:
    counts = []
    staff.get(LIST)
    for _ in range(2):
        a_return(a_paid_order(oil))
        with CaptureQueriesContext(connection) as queries:
            staff.get(LIST)
        counts.append(len(queries))
    assert counts[0] == counts[1]
