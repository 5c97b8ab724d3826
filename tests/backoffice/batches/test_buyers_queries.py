"""Who has a batch is read at once, with whose emails failed."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from shop.mail.models import OutboxEmail
from tests.support.factories import a_product
from tests.support.packing import a_batch, send
from tests.support.purchases import a_paid_order

pytestmark = pytest.mark.django_db


def sent(oil: Any) -> Any:
    order = a_paid_order(oil)
    send(order)
    return order


def queries(client: Client, batch: Any) -> int:
    with CaptureQueriesContext(connection) as found:
        client.get(f"/office/batches/{batch.pk}/buyers/")
    return len(found)


def test_ten_buyers_take_as_many_queries_as_one(staff: Client) -> None:
    oil = a_product(stock=30)
    batch = a_batch(oil)
    sent(oil)
    queries(staff, batch)
    before = queries(staff, batch)
    for _ in range(9):
        sent(oil)
    assert queries(staff, batch) == before


def test_it_says_whose_email_failed(staff: Client) -> None:
    oil = a_product(stock=30)
    batch = a_batch(oil)
    failed, _ = sent(oil), sent(oil)
    OutboxEmail.objects.filter(reference=failed.email_reference).update(state=OutboxEmail.State.FAILED)
    page = staff.get(f"/office/batches/{batch.pk}/buyers/").content.decode()
    assert page.count("an email failed") == 1
