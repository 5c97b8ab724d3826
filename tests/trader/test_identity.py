"""Company and VAT numbers as the registers write them."""

import pytest

from shop.trader.identity import as_company_number, as_vat_number, registered_where


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("01234567", "01234567"),
        ("1234567", "01234567"),
        (" sc 123456", "SC123456"),
        ("NI012345", "NI012345"),
        ("OC301234", "OC301234"),
        ("R0000005", "R0000005"),
    ],
)
def test_company_numbers(typed: str, number: str) -> None:
    assert as_company_number(typed) == number


@pytest.mark.parametrize("typed", ["", "123456789", "SC12345", "ABC12345", "12-34-56", "١٢٣٤٥٦٧٨"])
def test_what_is_no_company_number(typed: str) -> None:
    with pytest.raises(ValueError, match="A company number has 8 digits"):
        as_company_number(typed or "x")


def test_a_number_says_its_register() -> None:
    assert registered_where("SC123456") == ("Scotland",)
    assert registered_where("NI012345") == registered_where("R0000005") == ("Northern Ireland",)
    assert "Wales" in registered_where("01234567")


# Check digits by both of HMRC's ways: the sum by 97, and with 55 added for numbers given out since 2010.
@pytest.mark.parametrize("typed", ["GB999999973", "gb 999 9999 73", "GB 123 4567 82", "GB123456727"])
def test_vat_numbers(typed: str) -> None:
    assert as_vat_number(typed) == "GB" + "".join(letter for letter in typed if letter.isdigit())


@pytest.mark.parametrize("typed", ["999999973", "GB99999997", "IE9999999L", "GB99999997³"])
def test_what_is_no_vat_number(typed: str) -> None:
    with pytest.raises(ValueError, match="GB and 9 digits"):
        as_vat_number(typed)


def test_each_slip_of_one_digit_is_seen() -> None:
    right = "999999973"
    for place in range(9):
        for digit in set("0123456789") - {right[place]}:
            with pytest.raises(ValueError, match="slip"):
                as_vat_number(f"GB{right[:place]}{digit}{right[place + 1 :]}")
