"""Who enters the automations that begin with an order, and by what right."""

from datetime import timedelta

import pytest
from django.utils import timezone

from guides.newsletter.automations import services
from guides.newsletter.models import AutomationProgress, Subscriber
from guides.newsletter.statements import SOFT
from shop.order.models import Order
from tests.guides.newsletter.automations.conftest import an_automation
from tests.guides.newsletter.sending.test_delivery import a_reader
from tests.support.factories import a_product
from tests.support.purchases import a_paid_order, an_order

WILMA = "wilma@example.com"
HOW_TO, A_WHILE = "How to use what you bought", "It has been a while"


@pytest.fixture
def first_order(clock, db):
    return an_automation("first_order")


@pytest.fixture
def win_back(clock, db):
    return an_automation("win_back")


def order_placed(ago: timedelta) -> None:
    """Move the only order into the past."""
    Order.objects.update(date_placed=timezone.now() - ago)


def test_buyer_gets_a_letter_a_week_after_the_first_order(first_order, runs, clock):
    a_reader(purpose=SOFT)
    a_paid_order(a_product(), email=WILMA)
    assert runs() == []
    clock.shift(timedelta(days=7))
    assert runs() == [(WILMA, HOW_TO)]


def test_second_order_begins_nothing(clock, runs, db):
    a_reader(purpose=SOFT)
    product = a_product()
    a_paid_order(product, email=WILMA)
    clock.shift(timedelta(days=1))
    an_automation("first_order")
    a_paid_order(product, email=WILMA)
    clock.shift(timedelta(days=7))
    assert runs() == [] and not AutomationProgress.objects.exists()


def test_buyer_who_refused_is_not_written_to(first_order, runs, clock):
    a_reader(purpose="series", scope="walking")
    a_paid_order(a_product(), email=WILMA)
    clock.shift(timedelta(days=7))
    assert runs() == [] and not AutomationProgress.objects.exists()


def test_refusal_at_the_next_checkout_ends_it(first_order, runs, clock):
    a_reader(purpose=SOFT)
    a_paid_order(a_product(), email=WILMA)
    runs()
    Subscriber.objects.get().permissions.all().delete()
    assert runs() == [] and AutomationProgress.objects.get().state == AutomationProgress.LEFT


def test_unpaid_order_begins_nothing(first_order, runs, clock):
    a_reader(purpose=SOFT)
    an_order(a_product(), email=WILMA)
    clock.shift(timedelta(days=7))
    assert runs() == []


def test_buyer_of_an_account_counts_by_its_address(first_order, runs, clock, ada):
    a_reader("ada@example.com", purpose=SOFT)
    order = a_paid_order(a_product())
    Order.objects.filter(pk=order.pk).update(user=ada, guest_email="")
    clock.shift(timedelta(days=7))
    assert runs() == [("ada@example.com", HOW_TO)]


def test_buyer_hears_from_us_after_180_days(win_back, runs, clock):
    a_reader(purpose=SOFT)
    a_paid_order(a_product(), email=WILMA)
    order_placed(timedelta(days=179))
    assert runs() == []
    clock.shift(timedelta(days=1))
    assert runs() == [(WILMA, A_WHILE)]


def test_order_in_between_starts_the_180_days_anew(win_back, runs, clock):
    a_reader(purpose=SOFT)
    product = a_product()
    a_paid_order(product, email=WILMA)
    order_placed(timedelta(days=179))
    a_paid_order(product, email=WILMA)
    clock.shift(timedelta(days=1))
    assert runs() == []


def test_turning_it_on_writes_to_nobody_who_lapsed_before(clock, runs, db):
    a_reader(purpose=SOFT)
    a_paid_order(a_product(), email=WILMA)
    order_placed(timedelta(days=190))
    services.turn_on(automation=services.create(kind="win_back"))
    assert runs() == []
