"""The legal days of a return."""

from datetime import date, timedelta

import pytest

from shop.order.deadlines import Clock, Urgency, last_day, refund_by, send_back_by, urgency

TOLD, LATER, LATEST = date(2026, 12, 1), date(2026, 12, 5), date(2026, 12, 9)


def test_while_the_buyer_has_the_items_the_last_day_is_theirs() -> None:
    clock = Clock(told=TOLD)
    assert refund_by(clock) is None
    assert send_back_by(clock) == last_day(clock) == date(2026, 12, 15)


@pytest.mark.parametrize(
    ("clock", "day"),
    [
        (Clock(told=TOLD, left=False), date(2026, 12, 15)),
        (Clock(told=TOLD, is_claim=True, arrived=LATEST), date(2026, 12, 15)),
        (Clock(told=TOLD, posted=LATER), date(2026, 12, 19)),
        (Clock(told=TOLD, arrived=LATER), date(2026, 12, 19)),
        (Clock(told=TOLD, posted=LATER, arrived=LATEST), date(2026, 12, 19)),
        (Clock(told=TOLD, posted=LATEST, arrived=LATER), date(2026, 12, 19)),
        (Clock(told=TOLD, waits=True, arrived=LATER), date(2026, 12, 15)),
    ],
    ids=["not sent", "claim", "posted", "arrived", "posted first", "arrived first", "a part never left"],
)
def test_the_refund_is_due_14_days_after_the_first_event(clock: Clock, day: date) -> None:
    assert refund_by(clock) == last_day(clock) == day


def test_sent_pieces_of_a_part_sent_order_have_to_come_back_first() -> None:
    clock = Clock(told=TOLD, left=True, waits=True)
    assert refund_by(clock) is None and last_day(clock) == date(2026, 12, 15)


@pytest.mark.parametrize(
    ("day", "wanted"),
    [(9, Urgency.CALM), (10, Urgency.AMBER), (12, Urgency.AMBER), (13, Urgency.RED), (20, Urgency.RED)],
    ids=["day 9", "day 10", "day 12", "day 13", "late"],
)
def test_amber_from_day_10_and_red_from_day_13(day: int, wanted: Urgency) -> None:
    assert urgency(TOLD + timedelta(days=14), TOLD + timedelta(days=day)) is wanted
