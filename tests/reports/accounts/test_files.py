"""Journal, Xero and FreeAgent say the same of any documents."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shop.documents.rules import CONTRIBUTION, DELIVERY, GOODS, REDUCTION, Amounts
from shop.money import from_pence, to_pence
from shop.partner.vat import split_gross
from shop.reports.accounts import free_agent, journal, xero
from shop.reports.accounts.codes import Codes
from shop.reports.accounts.entries import Entry, by_day, together

CODES = Codes(
    *("Shop sales", "200", "201", "202", "260", "820", "610"),
    *("20% (VAT on Income)", "5% (VAT on Income)", "Zero Rated Income", "No VAT"),
)


@st.composite
def an_entry(draw: st.DrawFn) -> Entry:
    kind, rate = (
        draw(st.sampled_from([GOODS, DELIVERY, REDUCTION, CONTRIBUTION])),
        draw(st.sampled_from(["0.2", "0.05", "0", None])),
    )
    gross = draw(st.integers(1, 99999))
    vat = to_pence(split_gross(from_pence(gross), Decimal(rate or 0)).vat)
    amounts = Amounts(gross - vat, vat, gross)
    place = draw(st.integers(1, 5))
    number, signed = (f"CN-{place}", -amounts) if kind == REDUCTION else (f"INV-{place}", amounts)
    return Entry(date(2026, 10, place), number, "Oil", kind, rate, signed)


periods = st.lists(an_entry(), max_size=30).map(
    lambda found: sorted(found, key=lambda one: (one.day, one.number))
)


@given(periods)
def test_debits_equal_credits_in_all_and_for_each_document(entries: list[Entry]) -> None:
    sides: dict[str, int] = {}
    for one in journal.postings(entries, CODES):
        assert one.amount == one.debit - one.credit != 0
        sides[one.reference] = sides.get(one.reference, 0) + one.debit - one.credit
    assert set(sides.values()) <= {0}


@given(periods)
def test_the_journal_posts_each_sum_to_its_account(entries: list[Entry]) -> None:
    found = list(journal.postings(entries, CODES))
    of = {code: -sum(one.amount for one in found if one.account == code) for code in ("820", "610", "201")}
    total = together(entries)
    assert (of["820"], of["610"]) == (total.vat, -total.gross)
    assert of["201"] == together(entry for entry in entries if entry.kind == DELIVERY).net


@given(periods)
def test_days_have_the_sums_of_their_documents(entries: list[Entry]) -> None:
    assert together(by_day(entries)) == together(entries)
    assert len({(one.day, one.kind, one.rate) for one in by_day(entries)}) == len(by_day(entries))


@given(periods)
def test_xero_and_freeagent_get_the_gross(entries: list[Entry]) -> None:
    gross = from_pence(together(entries).gross)
    amounts = [Decimal(str(row[6])) for row in list(xero.rows(entries, CODES))[1:]]
    banked = [Decimal(str(row[1])) for row in free_agent.rows(entries)]
    assert sum(amounts) == sum(banked) == gross


@given(periods)
def test_xero_finds_the_vat_of_the_documents_line_by_line(entries: list[Entry]) -> None:
    assert xero.vat_worked_out(entries) == together(entries).vat


@given(periods, st.integers(1, 4))
def test_files_keep_invoices_whole_and_lose_nothing(entries: list[Entry], most: int) -> None:
    files = xero.in_files(entries, most)
    assert [one for file in files for one in file] == entries
    numbers = [{one.number for one in file} for file in files]
    assert all(len(found) <= most for found in numbers)
    assert sum(map(len, numbers)) == len({one.number for one in entries})


def test_a_row_for_xero() -> None:
    entry = Entry(date(2026, 3, 1), "INV-000007", "Oil, order PS-1", GOODS, "0.2", Amounts(1208, 242, 1450))
    assert list(xero.rows([entry], CODES))[1] == (
        *("Shop sales", "INV-000007", "01/03/2026", "01/03/2026", "Oil, order PS-1", 1, Decimal("14.50")),
        *("200", "20% (VAT on Income)", "GBP"),
    )


@pytest.mark.parametrize(
    ("rate", "name"),
    [
        ("0.05", "5% (VAT on Income)"),
        ("0", "Zero Rated Income"),
        (None, "No VAT"),
        ("0.175", "17.5% (VAT on Income)"),
    ],
)
def test_every_rate_has_a_name(rate: str | None, name: str) -> None:
    assert CODES.tax(rate) == name
