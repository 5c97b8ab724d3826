"""What counts from which day, against a diary that is written anew for each statement."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from shop.trader.vat_schedule import Span, says_on, spans

FIRST = date(2026, 1, 1)
DAYS = [FIRST + timedelta(days=number) for number in range(60)]
statements = st.lists(st.tuples(st.sampled_from(DAYS), st.booleans()), max_size=8)


def diary(said: list[tuple[date, bool]], *, first: bool) -> dict[date, bool]:
    """Each statement is written over all days from its own on."""
    pages = dict.fromkeys(DAYS, first)
    for since, says in said:
        pages |= {day: says for day in DAYS if day >= since}
    return pages


@given(statements, st.booleans())
def test_each_day_says_what_was_stated_last(said: list[tuple[date, bool]], first: bool) -> None:
    assert {day: says_on(said, day, first=first) for day in DAYS} == diary(said, first=first)


@given(statements, st.booleans())
def test_spans_tell_the_same_without_repeating(said: list[tuple[date, bool]], first: bool) -> None:
    told = spans(said, first=first)
    days = {day: [one for one in told if one.since is None or one.since <= day][-1].says for day in DAYS}
    assert days == diary(said, first=first)
    assert all(before.says != after.says for before, after in zip(told, told[1:], strict=False))


def test_a_plan_is_taken_back_by_stating_what_counts_before_it() -> None:
    said = [(DAYS[10], True), (DAYS[10], False)]
    assert spans(said, first=False) == [Span(None, False)]
