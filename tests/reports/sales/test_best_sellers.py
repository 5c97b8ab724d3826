"""Best sellers and codes agree to the penny with slow sums over each order."""

from collections import defaultdict
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shop.money import to_pence
from shop.order.models import Order, OrderDiscount
from shop.reports.sales.best_sellers import best_sellers, days_before, together
from shop.reports.sales.by_line import DELIVERY, SIZE, by_line
from shop.reports.sales.code_uses import OFFER, CodeUse, all_uses, code_uses
from shop.reports.sales.period import sold_in
from shop.reports.sales.sums import Sums
from tests.reports.sales.months import FIRST, LAST, Bought, Sold, counts, months, slow_sums, stored, undone
from tests.reports.sales.test_random_months import few

pytestmark = pytest.mark.django_db
OCTOBER = (FIRST, LAST)
NOVEMBER = (date(2026, 11, 1), date(2026, 11, 30))


def bought(size: int = 0, quantity: int = 1, code: str = "", minute: int = 600) -> Bought:
    return Bought(minute, [Sold(size, quantity, 1200, 0, "")], 395, code, [], False, False)


@given(months)
@few
def test_pieces_and_net_are_those_of_the_lines(month: list[Bought]) -> None:
    with undone():
        pairs = [(one, stored(one)) for one in month]
        pieces: defaultdict[str, int] = defaultdict(int)
        for one, order in pairs:
            for line in order.lines.all() if counts(one) else ():
                pieces[f"{line.title} ({line.partner_sku})"] += line.quantity
        rows = best_sellers(*OCTOBER)
        assert {row.name: row.now.pieces for row in rows if row.now.pieces} == pieces
        delivery = by_line(sold_in(*OCTOBER), SIZE)[DELIVERY]
        whole = sum((slow_sums(order) for one, order in pairs if counts(one)), Sums())
        assert together(rows).now.net + delivery.net == whole.net


@given(months)
@few
def test_before_is_what_those_days_show_themselves(month: list[Bought]) -> None:
    with undone():
        for one in month:
            stored(one)
        wanted = {row.name: row.now for row in best_sellers(*days_before(*NOVEMBER)) if row.now != Sums()}
        found = {row.name: row.before for row in best_sellers(*NOVEMBER) if row.before != Sums()}
        assert found == wanted


@given(st.dates(date(2000, 1, 1), date(2099, 1, 1)), st.integers(0, 800))
def test_as_many_days_end_on_the_day_before(first: date, more: int) -> None:
    before, until = days_before(first, first + timedelta(days=more))
    assert until == first - timedelta(days=1) and (until - before).days == more


def test_most_pieces_come_first_and_what_stopped_selling_stays() -> None:
    stored(bought(size=1, quantity=2))
    stored(bought(size=2, quantity=5))
    stored(bought(size=3, quantity=9, minute=-120))
    rows = best_sellers(*OCTOBER)
    assert [(row.name[:5], row.now.pieces, row.before.pieces) for row in rows] == [
        ("Oil 2", 5, 0),
        ("Oil 1", 2, 0),
        ("Oil 3", 0, 9),
    ]
    assert rows[2].net_change == -9 * 1000


def test_a_renamed_size_is_one_row() -> None:
    stored(bought(quantity=3))
    stored(bought(quantity=1)).lines.update(title="Old name")
    assert [(row.name, row.now.pieces) for row in best_sellers(*OCTOBER)] == [("Oil 0 (PS-0)", 4)]


@given(months)
@few
def test_codes_bring_what_their_orders_bring(month: list[Bought]) -> None:
    with undone():
        pairs = [(one, stored(one)) for one in month]
        wanted: defaultdict[str, CodeUse] = defaultdict(CodeUse)
        for one, order in pairs:
            if counts(one) and one.code:
                taken_off = sum(to_pence(row.amount) for row in order.discounts.all())
                wanted[one.code] += CodeUse(taken_off, slow_sums(order))
        assert code_uses(sold_in(*OCTOBER)) == wanted
        assert all_uses(sold_in(*OCTOBER)) == sum(wanted.values(), CodeUse())


def test_an_order_with_two_codes_counts_once_together() -> None:
    order = stored(bought(code="TENOFF"))
    OrderDiscount.objects.create(order=order, voucher_code="POST", offer_name="Free delivery", amount="3.95")
    OrderDiscount.objects.create(order=order, voucher_code="POST", offer_name="Free delivery", amount="0.05")
    found = {code: (use.sums.orders, use.discount) for code, use in code_uses(sold_in(*OCTOBER)).items()}
    assert found == {"TENOFF": (1, 100), "POST": (1, 400)}
    total = all_uses(sold_in(*OCTOBER))
    assert (total.sums, total.discount) == (slow_sums(order), 500)


def test_codes_of_one_offer_add_up() -> None:
    for code in ("SPRING-1", "SPRING-2"):
        stored(bought(code=code))
    OrderDiscount.objects.update(offer_name="Spring")
    found = code_uses(sold_in(*OCTOBER), OFFER)
    assert {name: use.sums.orders for name, use in found.items()} == {"Spring": 2}


def test_simulated_orders_stand_apart() -> None:
    stored(replace(bought(code="TENOFF"), simulated=True))
    assert best_sellers(*OCTOBER) == [] and code_uses(sold_in(*OCTOBER)) == {}
    assert together(best_sellers(*OCTOBER, simulated=True)).now.pieces == 1
    assert Order.objects.count() == 1
