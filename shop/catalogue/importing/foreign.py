"""Recognises exports of other shop systems by their headings. Pure."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from shop.catalogue.importing import shopify, woocommerce
from shop.catalogue.importing.records import Records, records_of
from shop.spreadsheets.reader import heading_row


@dataclass(frozen=True)
class System:
    """Another shop system: its name, the headings that only it has, and its conversion."""

    name: str
    headings: set[str]
    convert: Callable[[Sequence[Mapping[str, str]]], list[dict[str, str]]]


SYSTEMS: Final = (
    System("Shopify", shopify.HEADINGS, shopify.from_shopify),
    System("WooCommerce", woocommerce.HEADINGS, woocommerce.from_woocommerce),
)


def recognised(records: Records) -> tuple[Records, str]:
    """The rows in our columns and the system’s name; the same rows and “” for any other file."""
    at = heading_row(records)
    if at is None:
        return records, ""
    headings = [cell.strip() for cell in records[at]]
    system = next((one for one in SYSTEMS if one.headings <= set(headings)), None)
    if system is None:
        return records, ""
    rows = [
        {heading: cell.strip() for heading, cell in zip(headings, record, strict=False)}
        for record in records[at + 1 :]
    ]
    return records_of(system.convert(rows)), system.name
