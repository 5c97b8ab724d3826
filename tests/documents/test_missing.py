"""Documents of orders that were paid before there were any, and what `issue_documents` says."""

from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from shop.documents.models import Document, DocumentSeries
from shop.documents.tasks import issue_missing_documents
from shop.order.models import Order
from shop.signals import money_went_back, order_settled
from tests.payment.refunds import give_back
from tests.support.factories import a_product
from tests.support.purchases import a_paid_order

pytestmark = pytest.mark.django_db


@pytest.fixture
def old_order(monkeypatch: pytest.MonkeyPatch) -> Any:
    """An order that was paid, and partly refunded, when the shop had no documents."""
    with monkeypatch.context() as before:
        before.setattr(order_settled, "receivers", [])
        before.setattr(order_settled, "sender_receivers_cache", {})
        before.setattr(money_went_back, "receivers", [])
        before.setattr(money_went_back, "sender_receivers_cache", {})
        order = a_paid_order()
        give_back(order, 400)
    assert not Document.objects.exists()
    return Order.objects.get(pk=order.pk)


def said(*options: str) -> str:
    out = StringIO()
    call_command("issue_documents", *options, stdout=out, stderr=out)
    return out.getvalue()


def test_old_orders_get_invoice_and_credit_note(old_order: Any) -> None:
    assert "Issued 2 documents" in said()
    assert sorted(Document.objects.values_list("gross_minor", flat=True)) == [-400, 1845]
    assert "Issued 0 documents" in said()


def test_a_dry_run_only_names_them(old_order: Any) -> None:
    assert old_order.number in said("--dry-run")
    assert not Document.objects.exists()


def test_the_scheduled_task_issues_them(old_order: Any) -> None:
    assert issue_missing_documents.call() == 2


def test_one_that_fails_stops_no_other(old_order: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    a_paid_order(a_product("Other oil"))
    monkeypatch.setattr("shop.documents.issue.invoice_snapshot", lambda *_: 1 / 0)
    with pytest.raises(CommandError, match="1 orders failed"):
        said()


def test_verify_finds_a_gap() -> None:
    a_paid_order()
    assert "complete" in said("--verify")
    DocumentSeries.objects.update(last_number=2)
    with pytest.raises(CommandError, match="1 problems"):
        said("--verify")
