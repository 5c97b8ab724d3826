"""A planned price begins and ends by itself, once, and overwrites nobody's price."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError
from django.utils import timezone

from shop.catalogue.version import catalogue_version
from shop.mail.models import OutboxEmail
from shop.partner.models import PlannedPrice, StockRecord
from shop.partner.planned_price import Ending
from shop.partner.planned_prices import (
    AlreadyEnded,
    NoPrice,
    Overlaps,
    apply_due,
    cancel_plan,
    plan_price,
)
from shop.price_history.models import PriceChange
from tests.support.factories import a_product
from tests.support.shelf import record_of

pytestmark = pytest.mark.django_db
FULL, LOW = Decimal("14.50"), Decimal("12.00")
FIRST, LAST = date(2027, 6, 1), date(2027, 6, 5)


@pytest.fixture
def oil(time_machine: Any) -> Any:
    time_machine.move_to("2027-05-30 12:00:00+01:00", tick=False)
    return a_product("Marigold oil")


def a_plan(product: Any, *, since: date = FIRST, until: date = LAST, price: Decimal = LOW) -> PlannedPrice:
    return plan_price(record_id=record_of(product).pk, price=price, since=since, until=until)


def price_of(product: Any) -> Decimal | None:
    return record_of(product).price


def test_it_holds_from_the_start_of_the_first_day_to_the_end_of_the_last_in_london(
    oil: Any, time_machine: Any
) -> None:
    """In June a day of London begins at 23:00 UTC of the day before."""
    a_plan(oil)
    seen = []
    for moment in ("05-31 22:59", "05-31 23:00", "06-05 22:59", "06-05 23:00"):
        time_machine.move_to(f"2027-{moment}:30+00:00", tick=False)
        apply_due()
        seen.append(price_of(oil))
    assert seen == [FULL, LOW, LOW, FULL]


def test_each_minute_after_the_first_changes_nothing(oil: Any, time_machine: Any) -> None:
    a_plan(oil)
    time_machine.move_to("2027-06-01 12:00:00+01:00", tick=False)
    assert (apply_due(), apply_due()) == (1, 0)
    time_machine.move_to("2027-06-06 12:00:00+01:00", tick=False)
    assert (apply_due(), apply_due()) == (1, 0)
    prices = PriceChange.objects.filter(product=oil).values_list("price", flat=True)
    assert list(prices) == [FULL, LOW, FULL]


def test_the_price_from_before_is_the_one_at_its_beginning(oil: Any, time_machine: Any) -> None:
    a_plan(oil)
    StockRecord.objects.filter(product=oil).update(price="15.00")
    for day in ("01", "06"):
        time_machine.move_to(f"2027-06-{day} 12:00:00+01:00", tick=False)
        apply_due()
    assert price_of(oil) == Decimal("15.00")


def test_a_price_typed_meanwhile_is_left_and_staff_are_told_once(oil: Any, time_machine: Any) -> None:
    plan = a_plan(oil)
    time_machine.move_to("2027-06-01 12:00:00+01:00", tick=False)
    apply_due()
    StockRecord.objects.filter(product=oil).update(price="13.00")
    time_machine.move_to("2027-06-06 12:00:00+01:00", tick=False)
    assert (apply_due(), apply_due()) == (1, 0)
    plan.refresh_from_db()
    assert (price_of(oil), plan.ending, plan.price_found) == (Decimal("13.00"), Ending.LEFT, Decimal("13.00"))
    email = OutboxEmail.objects.get(kind="partner.planned_price_left")
    assert "meanwhile to £13.00, so it was left as it is" in email.args["text"]


def test_days_without_a_schedule_leave_the_price_and_say_so(oil: Any, time_machine: Any) -> None:
    plan = a_plan(oil)
    time_machine.move_to("2027-06-09 12:00:00+01:00", tick=False)
    assert apply_due() == 1
    plan.refresh_from_db()
    assert (price_of(oil), plan.ending) == (FULL, Ending.MISSED)
    assert "It never began" in OutboxEmail.objects.get(kind="partner.planned_price_left").args["text"]


def test_one_that_follows_another_comes_back_to_the_first_price(oil: Any, time_machine: Any) -> None:
    a_plan(oil)
    a_plan(oil, since=date(2027, 6, 6), until=date(2027, 6, 7), price=Decimal("11.00"))
    seen = []
    for day in ("01", "06", "08"):
        time_machine.move_to(f"2027-06-{day} 00:00:10+01:00", tick=False)
        apply_due()
        seen.append(price_of(oil))
    assert seen == [LOW, Decimal("11.00"), FULL]


@pytest.mark.parametrize(
    ("since", "until"), [(1, 5), (5, 9), (2, 3), (1, 1)], ids=["same", "last day", "within", "first day"]
)
def test_two_plans_of_a_size_share_no_day(oil: Any, since: int, until: int) -> None:
    plan = a_plan(oil)
    with pytest.raises(Overlaps) as refused:
        a_plan(oil, since=date(2027, 6, since), until=date(2027, 6, until))
    assert refused.value.plan == plan
    a_plan(a_product("Rose water"))


def test_a_size_without_a_price_has_none_to_come_back_to(oil: Any) -> None:
    StockRecord.objects.filter(product=oil).update(price=None)
    with pytest.raises(NoPrice):
        a_plan(oil)


def test_a_cancelled_one_never_begins_and_frees_its_days(oil: Any, time_machine: Any) -> None:
    cancel_plan(plan_id=a_plan(oil).pk)
    a_plan(oil, since=LAST)
    time_machine.move_to("2027-06-01 12:00:00+01:00", tick=False)
    assert apply_due() == 0
    assert price_of(oil) == FULL


def test_a_running_one_that_is_cancelled_brings_the_price_back_at_once(oil: Any) -> None:
    plan = a_plan(oil, since=timezone.localdate())
    apply_due()
    assert price_of(oil) == LOW
    cancel_plan(plan_id=plan.pk)
    assert price_of(oil) == FULL
    with pytest.raises(AlreadyEnded):
        cancel_plan(plan_id=plan.pk)


def test_pages_are_told_at_once(oil: Any, django_capture_on_commit_callbacks: Any) -> None:
    a_plan(oil, since=timezone.localdate())
    before = catalogue_version()
    with django_capture_on_commit_callbacks(execute=True):
        apply_due()
    assert catalogue_version() != before


def test_the_database_refuses_days_in_the_wrong_order(oil: Any) -> None:
    with pytest.raises(IntegrityError):
        a_plan(oil, since=LAST, until=LAST - timedelta(days=1))
