"""A rehearsed recall finds who would be told, and changes nothing else."""

from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from shop.accounts.models import User
from shop.catalogue.models import Batch
from shop.mail.models import OutboxEmail
from shop.order.staff_holds import StaffHold
from shop.privacy.due_rows import recall_notices
from shop.recall.buyers import is_in_open_recall
from shop.recall.closing import close_recall
from shop.recall.models import Recall
from shop.recall.papers import authority_text
from shop.recall.prepare import CannotRecall
from shop.recall.stopping import stop_sale
from shop.recall.telling import publish_page, send_notices, send_test
from tests.recall.test_stopping import sent
from tests.support.factories import a_product
from tests.support.outbox import send_queued
from tests.support.purchases import a_paid_order
from tests.support.recalls import a_recall
from tests.support.shelf import a_batch, record_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def oil() -> Any:
    return a_product("Marigold oil", stock=0)


@pytest.fixture
def batch(oil: Any) -> Batch:
    return a_batch(oil, pieces=10, number="L-204")


@pytest.fixture
def rehearsal(batch: Batch, oil: Any, cleo: User) -> Recall:
    """One buyer has a piece, another one waits for theirs."""
    sent(oil, (batch, 1))
    a_paid_order(oil, email="ben@example.com")
    recall = a_recall(batch, by=cleo, is_rehearsal=True)
    stop_sale(recall=recall, by=cleo)
    recall.refresh_from_db()
    return recall


def test_nothing_goes_off_sale_and_no_order_is_held(rehearsal: Recall, oil: Any, batch: Batch) -> None:
    batch.refresh_from_db()
    assert not batch.is_recalled and record_of(oil).net_stock_level == 8
    assert not StaffHold.objects.exists()


def test_who_would_be_told_is_found(rehearsal: Recall) -> None:
    assert [(row.is_certain, row.pieces) for row in rehearsal.notices.all()] == [(True, 1)]


def test_nobody_is_written_to_and_no_page_is_live(rehearsal: Recall, cleo: User) -> None:
    before = OutboxEmail.objects.count()
    for step in (send_notices, publish_page):
        with pytest.raises(CannotRecall, match="rehearsal"):
            step(recall=rehearsal, by=cleo)
    rehearsal.refresh_from_db()
    assert OutboxEmail.objects.count() == before and rehearsal.published_at is None


def test_what_is_written_says_that_it_is_a_rehearsal(rehearsal: Recall, cleo: User) -> None:
    send_test(recall=rehearsal, by=cleo)
    send_queued()
    assert mail.outbox[-1].to == [cleo.email] and mail.outbox[-1].subject.startswith("Rehearsal: ")
    assert authority_text(rehearsal).startswith("REHEARSAL: DON’T SEND IT.")


def test_the_batch_may_be_sold_and_recalled_in_earnest(rehearsal: Recall, batch: Batch, cleo: User) -> None:
    assert not is_in_open_recall(batch)
    stop_sale(recall=a_recall(batch, by=cleo), by=cleo)
    batch.refresh_from_db()
    assert batch.is_recalled and is_in_open_recall(batch)


def test_who_was_found_is_forgotten_in_the_night_after_its_end(rehearsal: Recall, cleo: User) -> None:
    assert not recall_notices(timezone.now()).exists()
    close_recall(recall=rehearsal, reason="rehearsal", by=cleo)
    assert recall_notices(timezone.now()).count() == 1
