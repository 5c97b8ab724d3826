"""The arithmetic of documents: sums hold, whatever is sold and refunded."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from shop.documents import wording
from shop.documents.rules import Amounts, DocumentLine, by_rate, correction, rate_text, total
from shop.money import from_pence, to_pence
from shop.partner.vat import Split, split_gross, split_refund

RATES = [Decimal("0.2"), Decimal("0.05"), Decimal(0)]
sold_lines = st.lists(st.tuples(st.integers(1, 50_000), st.sampled_from(RATES)), min_size=1, max_size=6)


def line(gross: int, rate: Decimal) -> DocumentLine:
    split = split_gross(from_pence(gross), rate)
    return DocumentLine(
        "goods", "Oil", rate_text(rate), net=to_pence(split.net), vat=to_pence(split.vat), gross=gross
    )


@given(sold_lines)
def test_lines_rates_and_total_agree(sold: list[tuple[int, Decimal]]) -> None:
    lines = [line(*one) for one in sold]
    assert sum(by_rate(lines).values(), Amounts()) == total(lines)
    assert total(lines).gross == total(lines).net + total(lines).vat
    assert total([*lines, *(one.reversed() for one in lines)]) == Amounts()


@given(sold_lines, st.lists(st.integers(1, 20_000), max_size=5))
def test_credit_notes_take_off_what_went_back_and_never_more(
    sold: list[tuple[int, Decimal]], refunds: list[int]
) -> None:
    rates = by_rate([line(*one) for one in sold])
    splits = [
        Split(from_pence(row.gross), from_pence(row.net), from_pence(row.vat), Decimal(rate))
        for rate, row in rates.items()
    ]
    issued: list[DocumentLine] = []
    gross, back = sum(row.gross for row in rates.values()), 0
    for pence in [*refunds, 10_000_000]:  # the last one gives all back
        back = min(back + pence, gross)
        wanted = {
            rate_text(part.rate): Amounts(*map(to_pence, (part.net, part.vat, part.gross)))
            for part in split_refund(splits, {}, from_pence(back))
        }
        issued += correction(wanted, by_rate(issued), {})
        assert total(issued).gross == -back
    assert {rate: -row for rate, row in by_rate(issued).items()} == rates


@given(sold_lines, st.integers(0, 100_000), st.integers(1, 100_000))
def test_a_refund_of_less_than_its_items_cost_takes_off_no_more(
    sold: list[tuple[int, Decimal]], named: int, amount: int
) -> None:
    once = {rate: gross for gross, rate in sold}
    splits = [split_gross(from_pence(gross), rate) for rate, gross in once.items()]
    parts = split_refund(splits, {splits[0].rate: from_pence(named)}, from_pence(amount))
    assert sum(part.gross for part in parts) == min(from_pence(amount), sum(row.gross for row in splits))


def test_a_refund_needs_no_line_where_nothing_changes() -> None:
    assert correction({"0.2": Amounts()}, {}, {}) == []


def test_titles_say_vat_only_for_those_who_charge_it() -> None:
    assert wording.title_of("invoice", shows_vat=False) == "Invoice and receipt"
    assert wording.title_of("credit_note", shows_vat=True) == "VAT credit note"


def test_vat_is_shown_by_what_was_sold() -> None:
    def shown(**facts: bool) -> bool:
        plain = {"registered": True, "has_vat": False, "is_export": False, "only_zero_rated": False}
        return wording.shows_vat(**plain | facts)

    assert shown(has_vat=True, registered=False)  # sold before the registration ended
    assert not shown()  # sold at 0 % before it began
    assert shown(is_export=True)
    assert shown(only_zero_rated=True)
    assert not shown(is_export=True, registered=False)


def test_money_and_rates_in_words() -> None:
    assert [wording.money(pence) for pence in (0, 5, 123456, -1450)] == [
        "£0.00",
        "£0.05",
        "£1,234.56",
        "−£14.50",
    ]
    assert [wording.percent(rate) for rate in ("0.2", "0.05", "0")] == ["20%", "5%", "0%"]
