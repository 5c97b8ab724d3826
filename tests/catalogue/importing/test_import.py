"""Importing complete files, as an owner would upload them."""

import csv
import io
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from shop.catalogue.importing.reader import UnreadableFile
from shop.catalogue.importing.services import Report, import_catalogue
from shop.catalogue.models import Product
from shop.demo.glossary import load_glossary
from shop.partner.models import StockRecord

pytestmark = pytest.mark.django_db
SAMPLE = Path(settings.BASE_DIR) / "docs" / "sample-catalogue.csv"


@pytest.fixture(autouse=True)
def shelves() -> None:
    load_glossary()


def a_file(*rows: dict[str, Any]) -> bytes:
    """A CSV file of draft oils with these cells."""
    basis = {"kind": "Oils", "categories": "Baby oils", "price": "£7.50", "stock": "5"}
    whole = [({} if row.get("parent_sku") else basis) | row for row in rows]
    out = io.StringIO()
    writer = csv.DictWriter(out, list({column: 1 for row in whole for column in row}))
    writer.writeheader()
    writer.writerows(whole)
    return out.getvalue().encode()


def said(report: Report) -> list[str]:
    return [str(problem) for problem in report.problems]


def test_the_sample_in_the_docs_is_imported_and_can_be_imported_again() -> None:
    assert import_catalogue(content=SAMPLE.read_bytes()).outcomes == {"added": 5}
    assert Product.objects.browsable().count() == 3
    assert import_catalogue(content=SAMPLE.read_bytes()).outcomes == {"unchanged": 5}


def test_one_bad_row_keeps_all_out() -> None:
    report = import_catalogue(
        content=a_file({"sku": "A", "title": "A"}, {"sku": "B", "title": "B", "price": "x"})
    )
    assert said(report) == ["Row 3, price: “x” is not a price such as 14.50."]
    assert not Product.objects.exists()


def test_every_problem_is_found_in_one_go() -> None:
    rows = [{"sku": "A", "title": "A", "volume_ml": "-1", "kind": "Cars"}, {"sku": "", "title": "B"}]
    report = import_catalogue(content=a_file(*rows))
    assert [(problem.row, problem.column) for problem in report.problems] == [
        (2, "volume_ml"),
        (2, "kind"),
        (3, "sku"),
    ]


def test_publishing_asks_for_everything() -> None:
    report = import_catalogue(content=a_file({"sku": "A", "title": "A", "published": "yes"}))
    assert {"inci", "precautions", "responsible_person_uk", "volume_ml"} <= {
        p.column for p in report.problems
    }


def test_a_size_may_stand_before_its_parent() -> None:
    size = {"sku": "S-50", "parent_sku": "S", "volume_ml": "50", "price": "5"}
    parent = {"sku": "S", "title": "Oil", "price": "", "stock": ""}
    assert not import_catalogue(content=a_file(size, parent)).problems
    assert Product.objects.get(upc="S-50").parent.upc == "S"


def test_a_size_of_nothing_is_refused() -> None:
    report = import_catalogue(
        content=a_file({"sku": "S-50", "parent_sku": "S", "volume_ml": "50", "price": "5"})
    )
    assert said(report) == ["Row 2, parent_sku: There is no product “S”, or its own row has problems."]


def test_a_parent_has_no_price() -> None:
    size = {"sku": "S-50", "parent_sku": "S", "volume_ml": "50", "price": "5"}
    report = import_catalogue(content=a_file({"sku": "S", "title": "Oil"}, size))
    assert (2, "price") in {(problem.row, problem.column) for problem in report.problems}


def test_a_sku_twice_is_refused() -> None:
    report = import_catalogue(content=a_file({"sku": "A", "title": "A"}, {"sku": "A", "title": "B"}))
    assert said(report) == ["Row 3, sku: “A” is already in row 2."]


def test_columns_left_out_are_left_alone() -> None:
    import_catalogue(content=a_file({"sku": "A", "title": "A", "summary": "Nice."}))
    report = import_catalogue(content=b"sku,price\nA,9.00\n")
    assert report.outcomes == {"changed": 1}
    assert Product.objects.get(upc="A").summary == "Nice."
    assert StockRecord.objects.get().price == Decimal("9.00")
    assert StockRecord.objects.get().num_in_stock == 5


def test_a_price_list_may_name_sizes_without_their_parents() -> None:
    import_catalogue(content=SAMPLE.read_bytes())
    assert import_catalogue(content=b"sku,price\nOAT-50,4.00\n").outcomes == {"changed": 1}
    assert Product.objects.get(upc="OAT-50").is_child


def test_a_dry_run_writes_nothing() -> None:
    assert import_catalogue(content=a_file({"sku": "A", "title": "A"}), dry_run=True).outcomes == {"added": 1}
    assert not Product.objects.exists()


def test_a_byte_order_mark_is_no_part_of_the_first_column() -> None:
    assert not import_catalogue(content=b"\xef\xbb\xbf" + a_file({"sku": "A", "title": "A"})).problems


def test_markup_in_a_file_stays_text() -> None:
    import_catalogue(content=a_file({"sku": "A", "title": "A", "description": "<b>x</b>\ny"}))
    assert Product.objects.get().description == "<p>&lt;b&gt;x&lt;/b&gt;</p>\n<p>y</p>"


@pytest.mark.parametrize(
    ("cells", "columns"),
    [
        ({"title": "x" * 10_000}, {"title"}),
        ({"description": "x" * 10_000}, set()),
        ({"description": "x" * 30_000}, {"description"}),
        ({"title": "a\0b"}, {"title"}),
        ({"sku": "x" * 65}, {"sku"}),
        ({"title": "Oil 💧"}, set()),
        ({"tax_code": "free"}, {"tax_code"}),
    ],
)
def test_odd_cells_are_named_not_fatal(cells: dict[str, str], columns: set[str]) -> None:
    report = import_catalogue(content=a_file({"sku": "A", "title": "A"} | cells))
    assert {problem.column for problem in report.problems} == columns


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"", "empty"),
        (b"sku,title\n", "no rows"),
        (b"title\nA\n", "sku"),
        (b"sku,colour\nA,red\n", "colour"),
        (b"sku,sku\nA,B\n", "twice"),
        (b"sku;title\nA;B\n", "semicolons"),
        ("sku,title\nA,Mum’s\n".encode("cp1252"), "line 2"),
        ("sku,title\nA,B\n".encode("utf-16"), "UTF-8"),
        (b'sku,title\nA,"B\n', "well-formed"),
        (b"\x89PNG\r\n\x1a\n\x00", "UTF-8"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(content: bytes, text: str) -> None:
    with pytest.raises(UnreadableFile, match=text):
        import_catalogue(content=content)


@pytest.mark.parametrize(("content", "code"), [(b"sku,price\nA,x\n", 1), (b"nothing", 2), (None, 2)])
def test_the_command_ends_with_a_code_for_scripts(content: bytes | None, code: int, tmp_path: Path) -> None:
    file = tmp_path / "in.csv"
    if content:
        file.write_bytes(content)
    with pytest.raises(CommandError) as end:
        call_command("import_catalogue", str(file), stderr=io.StringIO())
    assert end.value.returncode == code


def test_the_command_says_what_it_did(tmp_path: Path) -> None:
    out = io.StringIO()
    call_command("import_catalogue", str(SAMPLE), "--dry-run", stdout=out)
    assert out.getvalue() == "Would be: 5 added, 0 changed, 0 unchanged.\n"
