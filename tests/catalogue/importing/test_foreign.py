"""Exports of other shop systems become rows of our columns."""

from shop.catalogue.importing.foreign import recognised
from shop.spreadsheets.uploads import Records, read_sheet

SHOPIFY_HEADINGS = "Handle,Title,Body (HTML),Type,Option1 Name,Option1 Value,Variant SKU"
SHOPIFY = f"""{SHOPIFY_HEADINGS},Variant Inventory Qty,Variant Price,Image Src
calm,Calm oil,<p>For <b>evenings</b>.</p><p>Plain.</p>,Oils,Size,50 ml,C-50,4,7.50,https://cdn.example/1.jpg
calm,,,,,100 ml,C-100,2,12.00,
calm,,,,,,,,,https://cdn.example/2.jpg
soap,Soap,,,Title,Default Title,,9,5.00,
"""
WOO_HEADINGS = "ID,Type,SKU,Name,Published,Short description,Description,Stock,Regular price"
WOO = f"""{WOO_HEADINGS},Categories,Parent,Attribute 1 value(s)
7,variable,,Calm oil,1,<p>Light.</p>,<p>For evenings.</p>,,,"Oils > Massage, Sets",,
8,variation,C-50,Calm oil - 50 ml,1,,,4,7.50,,id:7,50 ml
9,simple,S-1,Soap,1,,,9,5.00,Soap,,
"""


def rows(text: str) -> tuple[list[dict[str, str]], str]:
    records, system = recognised(read_sheet(text.encode()).records)
    return cells(records), system


def cells(records: Records) -> list[dict[str, str]]:
    return [{name: cell for name, cell in zip(records[0], row, strict=True) if cell} for row in records[1:]]


def test_shopify_variants_become_sizes() -> None:
    found, system = rows(SHOPIFY)
    size = {"parent_sku": "calm", "title": "50 ml", "volume_ml": "50", "price": "7.50", "stock": "4"}
    texts = {"title": "Calm oil", "kind": "Oils", "description": "For evenings.\nPlain."}
    assert system == "Shopify"
    assert found[:2] == [{"sku": "calm", **texts}, {"sku": "C-50", **size}]
    assert found[2]["sku"] == "C-100"


def test_a_shopify_product_without_a_choice_is_one_row() -> None:
    assert rows(SHOPIFY)[0][3:] == [{"sku": "soap", "title": "Soap", "price": "5.00", "stock": "9"}]


def test_woocommerce_variations_find_their_product_by_number() -> None:
    found, system = rows(WOO)
    assert system == "WooCommerce"
    assert found[0]["sku"] == "wc-7" == found[1]["parent_sku"]
    assert found[0]["categories"] == "Massage | Sets"
    assert (found[1]["volume_ml"], found[1]["price"]) == ("50", "7.50")


def test_a_simple_woocommerce_product_is_one_row() -> None:
    assert rows(WOO)[0][2] == {
        "sku": "S-1",
        "title": "Soap",
        "categories": "Soap",
        "price": "5.00",
        "stock": "9",
    }


def test_any_other_file_stays_as_it_is() -> None:
    table = [["SKU", "Colour"], ["A", "red"]]
    assert recognised(table) == (table, "")
