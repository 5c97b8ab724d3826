"""A catalogue file in the office: columns, preview, import, undo."""

from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from wagtail.models import ModelLogEntry

from shop.accounts.models import User
from shop.backoffice.catalogue_upload import CatalogueUpload
from shop.catalogue.importing.columns import COLUMNS
from shop.catalogue.models import Product
from shop.partner.models import StockRecord
from tests.backoffice.catalogue_files.sending import URL, Send, upload
from tests.support.factories import a_category
from tests.support.html import words_of

pytestmark = pytest.mark.django_db


def price_of(oil: Product) -> Decimal | None:
    return StockRecord.objects.get(product=oil).price


def test_nothing_changes_before_it_is_imported(staff: Client, post: Send, oil: Product) -> None:
    page = upload(staff, post, "SKU;Retail price\nA-1;16.00\n")
    assert "0 would be added, 1 changed" in words_of(staff.get(page))
    assert price_of(oil) == Decimal("14.50")


def test_it_is_imported_with_a_click(staff: Client, post: Send, oil: Product) -> None:
    page = upload(staff, post, "sku,price\nA-1,16.00\n")
    post(page)
    assert price_of(oil) == Decimal("16.00")
    assert "0 added, 1 changed" in words_of(staff.get(page))
    assert CatalogueUpload.objects.get().state == "applied"


def test_what_it_changes_is_logged_as_done_by_who_imported_it(
    staff: Client, post: Send, oil: Product, cleo: User
) -> None:
    post(upload(staff, post, "sku,price\nA-1,16.00\n"))
    logged = ModelLogEntry.objects.filter(user=cleo).values_list("action", flat=True)
    assert {"office.catalogue_imported", "office.changed"} <= set(logged)


def test_stock_is_a_count_only_with_the_tick(staff: Client, post: Send, oil: Product) -> None:
    post(upload(staff, post, "sku,price,stock\nA-1,16.00,9\n"))
    assert StockRecord.objects.get(product=oil).num_in_stock == 5
    post(upload(staff, post, "sku,stock\nA-1,9\n", takes_stock="on"))
    assert StockRecord.objects.get(product=oil).num_in_stock == 9


def test_problems_are_named_and_nothing_can_be_imported(staff: Client, post: Send, oil: Product) -> None:
    page = upload(staff, post, "sku,price\nA-1,cheap\nNOBODY,2.00\n")
    text = words_of(staff.get(page))
    assert "Row 2 (A-1), price: “cheap” is not a price" in text and "No product has the SKU “NOBODY”" in text
    post(page)
    assert CatalogueUpload.objects.get().state == "checked" and price_of(oil) == Decimal("14.50")


def test_what_changed_since_the_preview_is_shown_again(staff: Client, post: Send, oil: Product) -> None:
    page = upload(staff, post, "sku,price\nA-1,16.00\n")
    StockRecord.objects.filter(product=oil).update(price=Decimal("15.00"))
    post(page)
    text = words_of(staff.get(page))
    assert price_of(oil) == Decimal("15.00")
    assert "something in the catalogue changed after the check" in text and "15.00" in text


def test_the_last_import_is_undone(staff: Client, post: Send, oil: Product) -> None:
    page = upload(staff, post, "sku,price\nA-1,16.00\n")
    post(page)
    assert "bring back 1, archive 0" in words_of(staff.get(f"{page}undo/"))
    post(f"{page}undo/")
    assert price_of(oil) == Decimal("14.50") and CatalogueUpload.objects.get().state == "undone"


def test_nothing_is_undone_that_was_changed_since(staff: Client, post: Send, oil: Product) -> None:
    page = upload(staff, post, "sku,price,summary\nA-1,16.00,New words\n")
    post(page)
    StockRecord.objects.filter(product=oil).update(price=Decimal("17.00"))
    post(f"{page}undo/")
    assert price_of(oil) == Decimal("17.00") and Product.objects.get(pk=oil.pk).summary == "New words"
    assert "A-1, price: It was changed since the import." in words_of(staff.get(page))


def test_only_the_last_import_can_be_undone(staff: Client, post: Send, oil: Product) -> None:
    first = upload(staff, post, "sku,price\nA-1,16.00\n")
    post(first)
    post(upload(staff, post, "sku,price\nA-1,18.00\n"))
    post(f"{first}undo/")
    assert price_of(oil) == Decimal("18.00")
    assert "Undo this import" not in words_of(staff.get(first))


def test_added_products_are_archived_by_undoing(staff: Client, post: Send, oil: Product) -> None:
    kind = oil.product_class.name
    text = "sku,title,price,kind,categories\nB-2,New oil,9.00,,\n"
    page = upload(staff, post, text, kind=kind, category=a_category().name)
    post(page)
    assert not Product.objects.get(upc="B-2").is_public
    post(f"{page}undo/")
    assert Product.objects.get(upc="B-2").is_archived


def test_a_file_without_skus_says_so(staff: Client) -> None:
    answer = staff.post(URL, {"file": SimpleUploadedFile("list.csv", b"name,colour\nOil,red\n")})
    sent = staff.post(answer.headers["Location"], {"column_0": "title", "column_1": ""})
    assert sent.status_code == 422 and "Say which column holds the SKU" in words_of(sent)


def test_a_picture_is_refused_beside_the_field(staff: Client) -> None:
    answer = staff.post(URL, {"file": SimpleUploadedFile("list.csv", b"\x89PNG\r\n")})
    assert answer.status_code == 422 and "This is a picture" in words_of(answer)


def test_two_clicks_import_once(staff: Client, post: Send, oil: Product) -> None:
    page = upload(staff, post, "sku,price\nA-1,16.00\n")
    post(page)
    StockRecord.objects.filter(product=oil).update(price=Decimal("17.00"))
    post(page)
    assert "It was imported already" in words_of(staff.get(page))
    assert price_of(oil) == Decimal("17.00")


def test_the_export_is_a_file(staff: Client, post: Send, oil: Product) -> None:
    answer = staff.get(f"{URL}products.csv")
    content = b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined]
    assert content.startswith("\ufeff") and '"A-1"' in content


def test_the_exported_workbook_can_be_imported(staff: Client, post: Send, oil: Product) -> None:
    content = staff.get(f"{URL}products.xlsx").content
    answer = staff.post(URL, {"file": SimpleUploadedFile("products.xlsx", content)})
    names = {f"column_{place}": name for place, name in enumerate(COLUMNS)}
    post(answer.headers["Location"], names | {"takes_stock": "on"})
    assert CatalogueUpload.objects.get().counts == {"added": 0, "changed": 0, "unchanged": 1}


def test_a_converted_file_is_mended_by_sku_not_by_row(staff: Client, post: Send) -> None:
    """Its products and sizes aren’t the rows that the colleague’s spreadsheet shows."""
    a_category("Massage")
    headings = "Handle,Title,Type,Option1 Value,Variant SKU,Variant Price"
    rows = "balm,Balm,Oils,50 ml,B-50,9.50\nbalm,,,100 ml,B-100,cheap\n"
    text = words_of(staff.get(upload(staff, post, f"{headings}\n{rows}")))
    assert "B-100, price: “cheap” is not a price" in text and "Row " not in text


def test_what_was_imported_leads_to_its_product(staff: Client, post: Send, oil: Product) -> None:
    page = upload(staff, post, "sku,price\nA-1,16.00\n")
    post(page)
    assert 'href="/office/products/?q=A-1"' in staff.get(page).content.decode()
