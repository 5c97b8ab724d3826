"""Cells of a file with the headings of our columns. Pure."""

from collections.abc import Mapping, Sequence
from typing import Final

from shop.catalogue.importing.columns import COLUMNS
from shop.spreadsheets.reader import heading_name, heading_row

Records = list[list[str]]
LEFT_OUT: Final = ""
# What other programs call our columns.
KNOWN_AS: Final = {
    "variant_sku": "sku",
    "product_code": "sku",
    "item_code": "sku",
    "name": "title",
    "product": "title",
    "product_name": "title",
    "short_description": "summary",
    "body_(html)": "description",
    "regular_price": "price",
    "variant_price": "price",
    "retail_price": "price",
    "price_(gbp)": "price",
    "quantity": "stock",
    "qty": "stock",
    "in_stock": "stock",
    "variant_inventory_qty": "stock",
    "volume": "volume_ml",
    "volume_(ml)": "volume_ml",
    "size_(ml)": "volume_ml",
    "ml": "volume_ml",
    "ingredients": "inci",
    "category": "categories",
    "type": "kind",
    "product_type": "kind",
    "country": "country_of_origin",
    "active": "published",
}


def guessed(heading: str) -> str:
    """The column that a heading means, or LEFT_OUT."""
    plain = heading_name(heading)
    return plain if plain in COLUMNS else KNOWN_AS.get(plain, LEFT_OUT)


def renamed(records: Records, columns: Sequence[str]) -> Records:
    """The same rows with our headings; columns that are LEFT_OUT are gone."""
    at = heading_row(records) or 0
    taken = [place for place, column in enumerate(columns) if column != LEFT_OUT]
    body = [[record[place] if place < len(record) else "" for place in taken] for record in records[at + 1 :]]
    # Rows before the headings stay, so that rows keep the numbers that the spreadsheet shows.
    return [*([[]] * at), [columns[place] for place in taken], *body]


def records_of(rows: Sequence[Mapping[str, str]]) -> Records:
    """A heading row and a record for each row, with the columns that any row has."""
    columns = [column for column in COLUMNS if any(column in row for row in rows)]
    return [columns, *([row.get(column, "") for column in columns] for row in rows)]
