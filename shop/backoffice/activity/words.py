"""What the log calls things and columns, in the words of the office instead of those of the tables."""

from typing import Final

# By the name of the table.
KINDS: Final = {
    "conditional offer": "offer",
    "voucher": "code",
    "voucher set": "list of codes",
    "benefit": "what an offer gives",
    "condition": "what an offer asks for",
    "range": "selection",
    "stock record": "size",
    "catalogue upload": "imported file",
}
# By the name of the column, or of the table before it; an empty word is left out.
NAMES: Final = {
    "stock record": "",
    "sku": "SKU",
    "upc": "SKU",
    "is public": "published",
    "slug": "address",
    "is discountable?": "offers and codes may lower its price",
    "product structure": "it comes in",
    "product type": "kind",
    "conditional offers": "offers",
    "start datetime": "from",
    "end datetime": "until",
    "start date": "from",
    "end date": "until",
    "exclusive offer": "alone on its items",
    "benefit": "gives",
    "condition": "asks for",
    "range": "selection",
    "max global applications": "how often in all",
    "usage": "who may use it",
    "tax code": "VAT rate",
}


def kind_in_words(kind: str) -> str:
    """“offer” for “Conditional offer”; what isn't known stays."""
    return KINDS.get(kind.lower(), kind)


def column_in_words(name: str) -> str:
    """“published” for “Is public”; what isn't known stays."""
    return NAMES.get(name.lower(), name)


def name_in_words(name: str) -> str:
    """“price” for “Stock record: price”; what isn't known stays."""
    words = map(column_in_words, name.split(": "))
    return ": ".join(word for word in words if word)
