"""Tables as Excel, Numbers, LibreOffice and Google Sheets save them, for both imports."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from guides.newsletter.cms.importing import COLUMNS as PEOPLE
from shop.catalogue.importing.cells import day, money, percent, whole
from shop.catalogue.importing.services import import_catalogue
from shop.spreadsheets.cells import BadCell
from shop.spreadsheets.reader import UnreadableFile, read_table
from tests.guides.newsletter.import_files import import_subscribers

KNOWN = ["email", "basis"]
Import = Callable[[bytes], Any]


def read(content: str | bytes) -> Any:
    raw = content.encode() if isinstance(content, str) else content
    return read_table(raw, known=KNOWN, required=["email"])


@pytest.mark.parametrize(
    "head", ["EMAIL,Basis ", " email ,BASIS", "\ufeffEmail,basis", '"E-mail"'.replace("-", "")]
)
def test_headings_in_any_case_and_with_spaces(head: str) -> None:
    (line,) = read(f"{head}\nw@example.com,form\n").lines
    assert line.cells["email"] == "w@example.com"


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_any_line_ending(ending: str) -> None:
    assert [line.number for line in read(ending.join(["email", "a", "", "b"])).lines] == [2, 4]


def test_rows_are_numbered_as_the_spreadsheet_shows_them() -> None:
    content = 'email,basis\n"a","one\ntwo\nthree"\n,\nb,\n'
    assert [line.number for line in read(content).lines] == [2, 4]


@pytest.mark.parametrize("content", ["email,basis,,\na,b,,\n", "email,\na,\n", "email,basis,\na,b\n"])
def test_empty_columns_without_a_name_are_ignored(content: str) -> None:
    (line,) = read(content).lines
    assert not line.has_too_many


def test_cells_below_no_heading_are_noticed() -> None:
    assert read("email,\na,stray\n").lines[0].has_too_many


def test_the_hint_at_a_separator_is_no_heading() -> None:
    assert read("sep=,\nemail\na\n").lines[0].number == 3


BAD: list[tuple[str | bytes, str]] = [
    ("", "empty"),
    ("email\n", "no rows"),
    ("email\tbasis\na\tb\n", "tabs"),
    ("email;basis\na;b\n", "semicolons"),
    ("email,email\na,b\n", "twice: email"),
    ("email,x\na,b\n", "Unknown columns: x"),
    ("basis\na\n", "no column “email”"),
    ("email\na\n".encode("utf-16"), "UTF-16"),
    ("email\nMünchen\n".encode("cp1252"), "not in UTF-8 \\(line 2\\)"),
    (b"PK\x03\x04\x14\x00", "workbook"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1", "xls"),
    (b"%PDF-1.7", "PDF"),
    ('email\n"a\n', "well-formed"),
]


@pytest.mark.parametrize(("content", "words"), BAD)
def test_what_cannot_be_read_is_named(content: str | bytes, words: str) -> None:
    with pytest.raises(UnreadableFile, match=words):
        read(content)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "bring", [lambda raw: import_catalogue(content=raw), lambda raw: import_subscribers(raw)]
)
def test_both_imports_say_the_same_of_a_file_of_another_kind(bring: Import) -> None:
    for content, words in [
        (b"PK\x03\x04", "workbook"),
        (b"a\tb\n1\t2\n", "tabs"),
        (b"\xff\xfea\0", "UTF-16"),
    ]:
        with pytest.raises(UnreadableFile, match=words):
            bring(content)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "when", ["2026-03-31", "31/03/2026", "31/3/26", "31 Mar 2026", "31-Mar-26", "31.03.2026"]
)
def test_subscribers_bring_uk_dates(when: str) -> None:
    content = f"{','.join(PEOPLE).upper()}\nw@example.com,news,Paper form at the market,{when}\n"
    assert import_subscribers(content.encode()).added == 1


@pytest.mark.parametrize(
    "given", ["10/02/26", "10 Feb 2026", "10/02/2026", "2026-02-10", "2026-02-10 00:00:00"]
)
def test_days_as_spreadsheets_write_them(given: str) -> None:
    assert day(given) == date(2026, 2, 10)


@pytest.mark.parametrize(
    ("given", "value"), [("1,200", 1200), ("1,000", 1000), ("10.0", 10), ("12.0", 12), ("0", 0)]
)
def test_whole_numbers_by_the_rule_of_prices(given: str, value: int) -> None:
    assert whole(given) == value


def test_numbers_keep_their_bounds() -> None:
    assert str(percent("99.50")) == "99.5"
    assert str(money("£1,014.50")) == "1014.50"
    for reader, given in [(whole, "1.5"), (whole, "-1"), (percent, "99.55"), (percent, "101"), (money, "0")]:
        with pytest.raises(BadCell):
            reader(given)


@pytest.mark.django_db
def test_all_problems_of_a_row_are_named_at_once() -> None:
    report = import_catalogue(content=b"sku,title,cpsr_date,price\nA,Oil,soon,much\n")
    assert {"cpsr_date", "price"} <= {problem.column for problem in report.problems}


@pytest.mark.django_db
def test_a_price_list_with_a_mistyped_sku_says_so() -> None:
    report = import_catalogue(content=b"sku,price\nPS-XYZ,5.00\n")
    assert [str(problem) for problem in report.problems] == ["Row 2, sku: No product has the SKU “PS-XYZ”."]
