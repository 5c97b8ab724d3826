"""A file whose import was undone is imported again."""

import pytest
from django.test import Client

from shop.catalogue.archiving import archive, bring_back
from shop.catalogue.models import Product
from shop.partner.models import StockRecord
from tests.backoffice.catalogue_files.sending import Send, upload
from tests.support.factories import a_category
from tests.support.html import words_of

pytestmark = pytest.mark.django_db
ONE = "sku,title,price,stock\nB-2,New oil,9.00,7\n"
SIZES = "sku,parent_sku,title,price\nB,,New oil,\nB-50,B,,5.00\nB-100,B,,9.00\n"


@pytest.fixture
def new(oil: Product) -> dict[str, str]:
    """What new products get."""
    return {"kind": oil.product_class.name, "category": a_category().name}


def undone(staff: Client, post: Send, text: str, **chosen: str) -> None:
    page = upload(staff, post, text, **chosen)
    post(page)
    post(f"{page}undo/")


def in_stock(sku: str) -> int | None:
    return StockRecord.objects.get(product__upc=sku).num_in_stock


def test_the_same_file_brings_it_back(staff: Client, post: Send, new: dict[str, str]) -> None:
    undone(staff, post, ONE, **new)
    page = upload(staff, post, ONE, **new)
    assert "1 would be added, 0 changed" in words_of(staff.get(page))
    post(page)
    found = Product.objects.get(upc="B-2")
    assert not found.is_archived and not found.is_public


def test_sizes_come_back_with_their_product(staff: Client, post: Send, new: dict[str, str]) -> None:
    undone(staff, post, SIZES, **new)
    assert Product.objects.exclude(archived_at=None).count() == 3
    post(upload(staff, post, SIZES, **new))
    assert not Product.objects.exclude(archived_at=None).exists()


def test_it_can_be_undone_and_imported_for_ever(staff: Client, post: Send, new: dict[str, str]) -> None:
    undone(staff, post, ONE, **new)
    undone(staff, post, ONE, **new)
    assert Product.objects.get(upc="B-2").is_archived
    post(upload(staff, post, ONE, **new))
    assert not Product.objects.get(upc="B-2").is_archived


def test_what_the_import_counted_leaves_with_it(staff: Client, post: Send, new: dict[str, str]) -> None:
    undone(staff, post, ONE, **new, takes_stock="on")
    assert in_stock("B-2") == 0
    post(upload(staff, post, ONE, **new))
    assert in_stock("B-2") == 0


def test_what_moved_since_stays_in_stock(staff: Client, post: Send, new: dict[str, str]) -> None:
    page = upload(staff, post, ONE, **new, takes_stock="on")
    post(page)
    record = StockRecord.objects.get(product__upc="B-2")
    record.num_in_stock = 6
    record.save()
    post(f"{page}undo/")
    assert in_stock("B-2") == 6


def test_what_a_colleague_archived_stays_so(staff: Client, post: Send, oil: Product) -> None:
    archive(product=oil)
    post(upload(staff, post, "sku,title,price\nA-1,New name,16.00\n"))
    assert Product.objects.get(pk=oil.pk).is_archived


def test_a_list_of_prices_brings_nothing_back(staff: Client, post: Send, new: dict[str, str]) -> None:
    undone(staff, post, ONE, **new)
    post(upload(staff, post, "sku,price\nB-2,8.00\n"))
    assert Product.objects.get(upc="B-2").is_archived


def test_what_was_brought_back_by_hand_is_changed(staff: Client, post: Send, new: dict[str, str]) -> None:
    undone(staff, post, ONE, **new)
    bring_back(product=Product.objects.get(upc="B-2"))
    page = upload(staff, post, ONE.replace("9.00", "8.00"), **new)
    assert "0 would be added, 1 changed" in words_of(staff.get(page))


def test_a_new_product_shows_no_stock_that_was_not_counted(
    staff: Client, post: Send, new: dict[str, str]
) -> None:
    without, counted = (upload(staff, post, ONE, **new, **tick) for tick in ({}, {"takes_stock": "on"}))
    assert "<dt>stock</dt>" not in staff.get(without).content.decode()
    assert "<dt>stock</dt>" in staff.get(counted).content.decode()
