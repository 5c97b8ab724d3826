"""Registration and rates from a day: earlier sales stay, later ones follow, figures are right across it."""

from datetime import date, datetime, timedelta
from decimal import Decimal as D
from itertools import count
from typing import Any

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as property_settings
from hypothesis import strategies as st

from shop.accounts.models import User
from shop.caching.site_version import site
from shop.documents.issue import issue_invoice
from shop.documents.vat_changes import CannotState, StatedMeanwhile, state_rate, state_registration
from shop.documents.vat_period import vat_of
from shop.london import start_of
from shop.money import from_pence, to_pence
from shop.order.models import Line, Order
from shop.partner.vat import split_gross
from shop.partner.vat_now import rate_now, rate_on
from shop.trader.models import VatRate, VatRegistration
from tests.documents.test_vat_period import paid
from tests.reports.sales.months import undone

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
FIRST = date(2026, 6, 1)
DAYS = [FIRST + number * DAY for number in range(30)]
_numbers = count(1)


def registered(since: date, by: User, *, says: bool = True, seen: int = 0) -> None:
    state_registration(since=since, registered=says, by_id=by.pk, seen=seen)
    site.bump_now()


def new_rate(since: date, rate: str, by: User, *, seen: int = 0, code: str = "standard") -> None:
    state_rate(tax_code=code, since=since, rate=D(rate), by_id=by.pk, seen=seen)
    site.bump_now()


@pytest.fixture
def today() -> date:
    return timezone.localdate()


def at(monkeypatch: pytest.MonkeyPatch, day: date) -> None:
    """It is noon of that day."""
    noon = start_of(day) + timedelta(hours=12)
    monkeypatch.setattr(timezone, "now", lambda: noon)


def test_sales_have_vat_from_the_day_on(
    settings: Any, cleo: User, today: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.VAT_REGISTERED = False
    registered(today + DAY, cleo)
    before = paid("Calm oil")
    at(monkeypatch, today + DAY)
    after = paid("Mild oil")
    assert (before.total_tax, before.lines.get().vat_rate) == (0, 0)
    assert (after.lines.get().vat_rate, after.total_tax > 0) == (D("0.2"), True)
    titles = [order.documents.get().snapshot["title"] for order in (before, after)]
    assert titles == ["Invoice and receipt", "VAT invoice"]
    assert vat_of(today, today).documents == 0
    assert vat_of(today, today + DAY).total.vat == to_pence(after.total_tax)


def test_a_registration_ends(cleo: User, today: date, monkeypatch: pytest.MonkeyPatch) -> None:
    registered(today + DAY, cleo, says=False)
    assert rate_now("standard") == D("0.20")
    at(monkeypatch, today + DAY)
    assert rate_now("standard") == 0
    assert not paid("Calm oil").documents.get().snapshot["shows_vat"]


def test_a_rate_begins_on_its_day(cleo: User, today: date) -> None:
    new_rate(today + DAY, "0.175", cleo)
    assert [rate_on("standard", day) for day in (today, today + DAY)] == [D("0.20"), D("0.175")]
    assert rate_on("reduced", today + DAY) == D("0.05")


def test_issued_invoices_refuse_a_day_before_them(cleo: User, today: date) -> None:
    number = paid("Calm oil").documents.get().number
    with pytest.raises(CannotState, match=f"1 invoice was issued for sales since .* \\({number}\\)"):
        registered(today, cleo, says=False)
    with pytest.raises(CannotState, match=number):
        new_rate(today - DAY, "0.25", cleo)
    assert not VatRegistration.objects.exists() and not VatRate.objects.exists()


def test_what_they_say_already_is_no_reason_to_refuse(cleo: User, today: date) -> None:
    paid("Calm oil")
    registered(today - DAY, cleo)
    new_rate(today - DAY, "0.2", cleo)
    new_rate(today - DAY, "0.06", cleo, seen=1, code="reduced")
    assert rate_now("reduced") == D("0.06")


def test_exports_have_no_rate_to_change(cleo: User, today: date) -> None:
    paid("Calm oil", postcode="JE2 3AB")
    new_rate(today, "0.25", cleo)
    assert rate_now("standard") == D("0.25")


def test_whoever_saw_older_statements_is_told(cleo: User, today: date) -> None:
    registered(today + DAY, cleo, says=False)
    with pytest.raises(StatedMeanwhile):
        registered(today + DAY, cleo)


def test_an_email_of_an_earlier_order_keeps_its_vat(
    cleo: User, today: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    order = paid("Calm oil")
    registered(today + DAY, cleo, says=False)
    at(monkeypatch, today + 2 * DAY)
    assert order.shows_vat


a_day = st.sampled_from(DAYS)
said = st.lists(
    st.one_of(
        st.tuples(st.just("registration"), a_day, st.booleans()),
        st.tuples(st.just("standard"), a_day, st.sampled_from(["0.175", "0.20", "0.25"])),
        st.tuples(st.just("reduced"), a_day, st.sampled_from(["0.05", "0.125"])),
    ),
    max_size=6,
)
sales = st.lists(
    st.tuples(a_day, st.sampled_from(["standard", "reduced", "zero"]), st.integers(1, 9999)), max_size=6
)


def sold(day: date, code: str, pence: int) -> None:
    """An order of one line, as it is placed on its day, with its invoice."""
    split = split_gross(from_pence(pence), rate_on(code, day))
    total = {"total_incl_tax": split.gross, "total_excl_tax": split.net}
    prices = {"line_price_incl_tax": split.gross, "line_price_excl_tax": split.net}
    before = {f"line_price_before_discounts_{name}_tax": split.gross for name in ("incl", "excl")}
    order = Order.objects.create(
        number=f"DAY-{next(_numbers)}",
        currency="GBP",
        date_placed=start_of(day),
        shipping_incl_tax=D("0.00"),
        shipping_excl_tax=D("0.00"),
        **total,
    )
    line = {"title": "Oil", "quantity": 1, "num_allocated": 0, "tax_code": code, "vat_rate": split.rate}
    Line.objects.create(order=order, partner_sku="PS", **line, **prices, **before)
    issue_invoice(order=order)


def slow_vat(statements: Any, day: date, code: str, pence: int) -> int:
    """By reading all statements one after the other, in whole pence with halves up."""
    is_registered, rate = True, {"standard": D("0.20"), "reduced": D("0.05"), "zero": D(0)}[code]
    for what, since, says in statements:
        if since <= day and what == "registration":
            is_registered = says
        elif since <= day and what == code:
            rate = D(says)
    if not is_registered:
        return 0
    exact = pence * rate / (1 + rate)
    return int(exact + D("0.5"))


@given(statements=said, sales=sales, first=a_day, last=a_day)
@property_settings(
    max_examples=25, phases=[Phase.generate], suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_figures_agree_with_a_slow_sum_across_changes(
    statements: Any, sales: Any, first: date, last: date, cleo: User
) -> None:
    with undone():
        for turn, (what, since, says) in enumerate(statements):
            if what == "registration":
                VatRegistration.objects.create(turn=turn, since=since, registered=says, by=cleo)
            else:
                VatRate.objects.create(turn=turn, since=since, tax_code=what, rate=D(says), by=cleo)
        site.bump_now()
        for sale in sales:
            sold(*sale)
        wanted = sum(slow_vat(statements, *sale) for sale in sales if first <= sale[0] <= last)
        assert vat_of(first, last).total.vat == wanted
    site.bump_now()


def test_a_sale_at_midnight_belongs_to_the_new_day(settings: Any, cleo: User) -> None:
    settings.VAT_REGISTERED = False
    registered(DAYS[3], cleo)
    sold(DAYS[3], "standard", 1200)
    order = Order.objects.get()
    assert order.date_placed == datetime(2026, 6, 3, 23, tzinfo=timezone.get_fixed_timezone(0))
    assert order.total_tax == D("2.00") and order.documents.get().snapshot["shows_vat"]
