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


def test_a_product_in_sizes_without_a_sku_goes_by_its_address() -> None:
    """As the office makes them: only its sizes have SKUs."""
    oil = Product.objects.get(upc="OAT")
    Product.objects.filter(pk=oil.pk).update(upc=None)
    content = exported()
    assert import_catalogue(content=content).outcomes == {"unchanged": 5}
    changed = content.replace(b"Oat oil in safflower oil", b"Oat oil in plain oil")
    assert import_catalogue(content=changed).outcomes["changed"] == 1
    oil.refresh_from_db()
    assert oil.summary.startswith("Oat oil in plain oil")


def test_noughts_that_excel_takes_away_stay() -> None:
    """Opened and saved there, the CPNP reference 0000201 is 201, dates are British and prices shorter."""
    content = exported().replace(b'"0000201"', b"201").replace(b'"2026-02-10"', b"10/02/2026")
    content = content.replace(b'"13.50"', b"13.5")
    assert b",201," in content and b'"0000201"' not in content
    assert import_catalogue(content=content).outcomes == {"unchanged": 5}


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
