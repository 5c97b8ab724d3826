"""Pence: pieces of a line add up to what was paid for it."""

from hypothesis import given
from hypothesis import strategies as st

from shop.payment.amounts import left, share


@given(total=st.integers(0, 10**6), quantity=st.integers(1, 99))
def test_single_pieces_add_up_to_the_line(total: int, quantity: int) -> None:
    singly = [share(total, quantity, after=number, pieces=1) for number in range(quantity)]
    assert sum(singly) == total
    assert max(singly) - min(singly) <= 1


@given(total=st.integers(0, 10**6), quantity=st.integers(2, 99), data=st.data())
def test_in_whatever_portions_they_go_back(total: int, quantity: int, data: st.DataObject) -> None:
    first = data.draw(st.integers(1, quantity - 1))
    parts = (
        share(total, quantity, after=0, pieces=first),
        share(total, quantity, after=first, pieces=quantity - first),
    )
    assert sum(parts) == total


def test_what_is_left_is_never_less_than_nothing() -> None:
    assert (left(1000, [400, 100]), left(1000, [400], [600]), left(1000, [700, 700])) == (500, 0, 0)
