"""Each retention period is exact to the day."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.backends.db import SessionStore
from django.core.management import call_command
from django.utils import timezone
from oscar.core.loading import get_model
from time_machine import travel
from wagtail.log_actions import log

from guides.newsletter.models import DataRequest
from shop.accounts.models import User
from shop.aftercare.models import LowReminder
from shop.backoffice.models import CustomerNote
from shop.mail.models import OutboxEmail
from shop.order.models import Order
from shop.payment.models import PaymentAttempt, Refund
from shop.phone_orders.drafts import start_draft
from shop.privacy import retention
from shop.privacy.rules import Rule, RulesFailed, carry_out
from tests.support.factories import a_basket, a_product
from tests.support.purchases import an_order, started
from tests.support.recalls import TEXTS as RECALL

pytestmark = pytest.mark.django_db
NOW = "2026-04-05T12:00:00Z"  # the last day of a tax year


@pytest.fixture
def clock() -> Iterator[Any]:
    with travel(NOW, tick=False) as moved:
        yield moved


def ada() -> User:
    return User.objects.get_or_create(email="ada@example.com")[0]


def an_alert(status: str) -> None:
    get_model("customer", "ProductAlert").objects.create(product=a_product(), user=ada(), status=status)


def an_account_basket() -> None:
    a_basket(a_product(), owner=ada())


def an_attempt() -> None:
    attempt = started(an_order())
    PaymentAttempt.objects.filter(pk=attempt.pk).update(address_hash="a", session_hash="b")


def a_view(model: str) -> None:
    given = {"product": a_product()} if model == "UserProductView" else {"query": "oil"}
    get_model("analytics", model).objects.create(user=ada(), **given)


def a_reminder(**ended: Any) -> None:
    given = {"product": a_product(), "email": "ada@example.com", "times_a_week": 3, "lasts_days": 46}
    said = {"wording": "Email me once.", "wording_version": 1, "page": "order", "asked_at": timezone.now()}
    LowReminder.objects.create(order=an_order(given["product"]), **given, **said, **ended)


def a_session() -> SessionStore:
    session = SessionStore()
    session.create()
    return session


def a_browser() -> None:
    session = a_session()
    UserSession.objects.create(
        user=ada(), ip="192.0.2.1", session_key=session.session_key, user_agent="Firefox"
    )


def a_phone_order() -> None:
    start_draft(by=ada())


def an_entry() -> None:
    log(a_product(), "office.changed", user=ada())


def a_note() -> None:
    CustomerNote.objects.create(email_hash="a" * 64, message="rang")


def a_return_photo() -> None:
    now = timezone.now()
    row = an_order().returns.create(kind="claim", reason="faulty", settled_at=now, outcome="refunded")
    get_model("order", "ReturnPhoto").objects.create(item_return=row, content=b"jpeg")


def a_report() -> None:
    get_model("safety", "AdverseEvent").objects.create(
        product=a_product(), source="form", whose="baby", happened="Red spots"
    )


def a_registration() -> None:
    User.objects.create(email="new@example.com", is_active=False)


def a_recall_notice() -> None:
    recall = get_model("recall", "Recall").objects.create(
        **RECALL, slug="oil", state="closed", closed_at=timezone.now()
    )
    notice = recall.notices.create(order=an_order(), is_certain=True, items="1 × Oil", pieces=1)
    notice.contacts.create(kind="spoken", note="rang")


def a_complaint() -> None:
    today = timezone.localdate()
    given = {"source": "form", "words": "Too many emails", "received_on": today, "answered_on": today}
    get_model("complaints", "DataComplaint").objects.create(**given)


# How a row comes about, and after how many days its rule must take it (not a day earlier).
MADE: dict[str, tuple[Callable[[], Any], int]] = {
    "browsers": (a_browser, 14),
    "alerts": (lambda: an_alert("Active"), 365),
    "alerts-done": (lambda: an_alert("Unconfirmed"), 30),
    "reminders-done": (lambda: a_reminder(sent_at=timezone.now()), 365),
    "reminders": (a_reminder, 1095),
    "baskets-accounts": (an_account_basket, 730),
    "baskets-telephone": (a_phone_order, 30),
    "payment-connections": (an_attempt, 30),
    "orders-people": (an_order, 6 * 365 + 2),  # two leap days
    "gift-messages": (lambda: an_order(gift_message="Hello"), 90),
    "customer-notes": (a_note, 730),
    "activity": (an_entry, 2192),
    "return-photos": (a_return_photo, 365),
    "reactions": (a_report, 3653),
    "sessions": (a_session, 14),
    "accounts-pending": (a_registration, 30),
    "baskets-visitors": (lambda: a_basket(a_product()), 60),
    "recalls": (a_recall_notice, 3653),
    "complaints": (a_complaint, 2192),
    "products-seen": (lambda: a_view("UserProductView"), 365),
    "searches": (lambda: a_view("UserSearch"), 365),
}


BY_DAY = {"orders-people", "complaints"}  # these end at midnight, not to the second


def due(*, dry_run: bool) -> dict[str, int]:
    return {rule.key: number for rule, number in retention.purge(dry_run=dry_run)}


def test_each_rule_is_tried() -> None:
    assert set(MADE) == {rule.key for rule in retention.RULES}


@pytest.mark.parametrize("name", MADE)
def test_a_rule_takes_what_is_due_and_nothing_before(name: str, clock: Any) -> None:
    make, days = MADE[name]
    make()
    clock.shift(timedelta(days=days) - timedelta(seconds=1) if name not in BY_DAY else timedelta(days=days))
    assert due(dry_run=True)[name] == 0
    clock.shift(timedelta(seconds=1) if name not in BY_DAY else timedelta(days=1))
    assert due(dry_run=True)[name] == 1  # counting changes nothing
    assert due(dry_run=False)[name] == 1
    assert due(dry_run=False)[name] == 0


def test_an_old_order_keeps_its_sums_and_names_nobody(clock: Any) -> None:
    order = an_order()
    attempt = started(order)
    order.cancellations.create(items="1 × Oil", reason="my skin")
    order.notes.create(message="rang")
    claim = order.returns.create(kind="claim", reason="faulty", words="my skin")
    get_model("order", "ReturnPhoto").objects.create(item_return=claim, content=b"jpeg")
    Refund.objects.create(attempt=attempt, amount_minor=100, note="rang")
    clock.shift(timedelta(days=8 * 366))
    call_command("purge_personal_data", verbosity=0)
    old = Order.objects.get()
    assert (old.total_incl_tax, old.email, old.shipping_address) == (order.total_incl_tax, "", None)
    assert not get_model("order", "ShippingAddress").objects.exists()
    assert (old.cancellations.get().reason, old.notes.count()) == ("", 0)
    assert Refund.objects.get().note == ""
    assert old.returns.get().words == "" and not get_model("order", "ReturnPhoto").objects.exists()


def test_a_basket_that_is_still_used_stays(clock: Any) -> None:
    basket = a_basket(a_product(), owner=ada())
    clock.shift(timedelta(days=700))
    basket.lines.get().save()
    clock.shift(timedelta(days=100))
    assert due(dry_run=False)["baskets-accounts"] == 0


def test_the_command_says_how_many_and_changes_nothing_when_asked_so(clock: Any, capsys: Any) -> None:
    an_alert("Active")
    clock.shift(timedelta(days=800))
    call_command("purge_personal_data", "--dry-run")
    assert "1  stock alerts: a year" in capsys.readouterr().out
    assert get_model("customer", "ProductAlert").objects.exists()


def test_a_rule_that_fails_keeps_no_other_from_its_work(clock: Any) -> None:
    def broken(now: Any) -> Any:
        raise ValueError(now)

    an_alert("Active")
    clock.shift(timedelta(days=400))
    waiting = next(rule for rule in retention.RULES if rule.key == "alerts")
    with pytest.raises(RulesFailed, match="broken"):
        carry_out([Rule("broken", "what fails", "a day", broken), waiting])
    assert not get_model("customer", "ProductAlert").objects.exists()


def test_a_complaint_without_an_answer_stays(clock: Any) -> None:
    a_complaint()
    get_model("complaints", "DataComplaint").objects.update(answered_on=None)
    clock.shift(timedelta(days=4000))
    assert due(dry_run=True)["complaints"] == 0


def test_the_nightly_task_carries_out_the_rules_of_every_app(clock: Any) -> None:
    from shop.accounts.tasks import purge_personal_data

    an_alert("Active")
    OutboxEmail.objects.create(kind="accounts.code", recipient="ada@example.com", state="sent")
    DataRequest.objects.create(email="ada@example.com")
    clock.shift(timedelta(days=400))
    purge_personal_data.call()
    assert not get_model("customer", "ProductAlert").objects.exists()
    assert not OutboxEmail.objects.exists() and not DataRequest.objects.exists()
