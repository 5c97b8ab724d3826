"""What is exported can be imported again, and changes nothing."""

from pathlib import Path

import pytest
from django.conf import settings

from shop.catalogue.importing.columns import COLUMNS
from shop.catalogue.importing.exporting import export_rows
from shop.catalogue.importing.services import import_catalogue
from shop.catalogue.models import Product
from shop.demo.glossary import load_glossary
from shop.spreadsheets.writer import csv_response

pytestmark = pytest.mark.django_db
SAMPLE = Path(settings.BASE_DIR) / "docs" / "sample-catalogue.csv"


@pytest.fixture(autouse=True)
def products() -> None:
    load_glossary()
    import_catalogue(content=SAMPLE.read_bytes())


def exported() -> bytes:
    return csv_response(filename="x.csv", rows=export_rows()).content


def test_an_unchanged_file_changes_nothing() -> None:
    assert import_catalogue(content=exported()).outcomes == {"unchanged": 5}


def test_sizes_follow_their_product() -> None:
    rows = [dict(zip(COLUMNS, row, strict=True)) for row in export_rows()][1:]
    places = {row["sku"]: place for place, row in enumerate(rows)}
    sizes = [row for row in rows if row["parent_sku"]]
    assert sizes and all(places[row["parent_sku"]] < places[row["sku"]] for row in sizes)


def test_headings_and_lists_of_a_description_stay() -> None:
    html = "<h2>Why</h2><ul><li>Light</li><li>Plain</li></ul>"
    Product.objects.filter(structure="standalone").update(description=html)
    assert not import_catalogue(content=exported()).problems
    assert set(Product.objects.filter(structure="standalone").values_list("description", flat=True)) == {html}


def test_archived_products_are_left_out() -> None:
    count = len(list(export_rows()))
    Product.objects.filter(pk=Product.objects.filter(structure="standalone").first().pk).update(
        archived_at="2026-01-01T00:00Z"
    )
    assert len(list(export_rows())) == count - 1


def test_an_empty_cell_changes_nothing_and_a_named_one_clears() -> None:
    sku = Product.objects.filter(structure="standalone").first().upc
    import_catalogue(content=f"sku,box_contents\n{sku},A lid.\n".encode())
    import_catalogue(content=f"sku,box_contents,price\n{sku},,9.10\n".encode())
    assert Product.objects.get(upc=sku).box_contents == "A lid."
    import_catalogue(content=f"sku,box_contents\n{sku},(empty)\n".encode())
    assert Product.objects.get(upc=sku).box_contents == ""
