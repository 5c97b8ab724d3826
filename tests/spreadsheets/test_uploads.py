"""Uploaded tables are read as spreadsheets save them."""

import datetime
import io

import pytest
from openpyxl import Workbook

from shop.spreadsheets import uploads
from shop.spreadsheets.reader import UnreadableFile
from shop.spreadsheets.uploads import read_sheet

TABLE = [["sku", "title"], ["A-1", "Café oil"]]


def workbook(*rows: list[object]) -> bytes:
    book, out = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "read_as"),
    [
        ("sku,title\nA-1,Café oil\n".encode(), "CSV with commas, UTF-8"),
        ("\ufeffsku;title\r\nA-1;Café oil\r\n".encode(), "CSV with semicolons, UTF-8"),
        ("sku;title\nA-1;Café oil\n".encode("cp1252"), "CSV with semicolons, Windows encoding"),
        ("sku\ttitle\nA-1\tCafé oil\n".encode("utf-16"), "CSV with tabs, UTF-16"),
        (workbook(["sku", "title"], ["A-1", "Café oil"]), "Excel workbook, its first sheet"),
    ],
)
def test_the_same_table_in_each_form(content: bytes, read_as: str) -> None:
    sheet = read_sheet(content)
    assert (sheet.records, sheet.read_as) == (TABLE, read_as)


def test_the_hint_of_excel_counts_as_a_row() -> None:
    assert read_sheet(b"sep=;\nsku;title\nA;B\n").records == [[], ["sku", "title"], ["A", "B"]]


def test_cells_of_a_workbook_become_text() -> None:
    row: list[object] = [True, 12.0, 14.5, datetime.datetime(2026, 2, 10), None]
    assert read_sheet(workbook(row)).records == [["yes", "12", "14.5", "2026-02-10", ""]]


def test_the_apostrophe_of_our_own_files_goes() -> None:
    assert read_sheet(b"sku,title\nA,'=1+1\nB,'quoted'\n").records[1:] == [["A", "=1+1"], ["B", "'quoted'"]]


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"%PDF-1.7", "PDF"),
        (b"\x89PNG\r\n", "picture"),
        (b"\xd0\xcf\x11\xe0", "old Excel"),
        (b"PK\x03\x04 not a zip", "can’t be read"),
        (b'sku,title\nA,"B\n', "well-formed"),
        (b"\x81\x8d\x8f", "encoding"),
        (b"," * 400, "columns"),
    ],
)
def test_other_files_say_what_they_are(content: bytes, text: str) -> None:
    with pytest.raises(UnreadableFile, match=text):
        read_sheet(content)


def test_a_workbook_that_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "MOST_BYTES", 100)
    with pytest.raises(UnreadableFile, match="too large"):
        read_sheet(workbook(["sku"]))
