"""What an order gave back is shared by its lines and its delivery."""

from hypothesis import given
from hypothesis import strategies as st

from shop.reports.sales.shares import Back, Part, shared_out


@st.composite
def a_refund(draw: st.DrawFn) -> tuple[Back, list[Part]]:
    paid = draw(st.lists(st.integers(0, 9999), min_size=1, max_size=6))
    parts = [Part(pence, pence // 6, draw(st.integers(0, pence))) for pence in paid]
    gross = draw(st.integers(0, sum(paid)))
    return Back(gross, draw(st.integers(0, gross // 6))), parts


@given(a_refund())
def test_the_shares_add_up_to_the_penny(refund: tuple[Back, list[Part]]) -> None:
    back, parts = refund
    assert sum(shared_out(back, parts), Back()) == back


@given(a_refund())
def test_no_part_gives_back_more_than_was_paid_for_it(refund: tuple[Back, list[Part]]) -> None:
    shares = shared_out(*refund)
    assert all(0 <= share.gross <= part.paid for share, part in zip(shares, refund[1], strict=True))


def test_what_a_refund_names_comes_first() -> None:
    oil, cloth, delivery = Part(1450, 242, named=1450), Part(600, 100), Part(395, 66)
    shares = shared_out(Back(1650, 275), [oil, cloth, delivery])
    assert [share.gross for share in shares] == [1450, 121, 79]


def test_the_rest_goes_by_what_is_left_of_each_price() -> None:
    shares = shared_out(Back(400, 67), [Part(1200, 200), Part(395, 66)])
    assert shares == [Back(301, 50), Back(99, 17)]
