"""What staff read of a size tells it apart, whatever an import called it."""

import pytest

from shop.catalogue.models import Product
from shop.catalogue.naming import full_name


@pytest.mark.parametrize(
    ("title", "volume", "expected"),
    [
        ("", 100, "Sleep oil, 100 ml (SO-1)"),
        ("100 ml", 100, "Sleep oil, 100 ml (SO-1)"),
        ("100ML", 100, "Sleep oil, 100ML (SO-1)"),
        ("Refill pouch", 250, "Sleep oil, Refill pouch, 250 ml (SO-1)"),
        ("Sleep oil, 100 ml", 100, "Sleep oil, 100 ml (SO-1)"),
        ("Gift box", None, "Sleep oil, Gift box (SO-1)"),
    ],
)
def test_a_size_is_named_with_its_product(title: str, volume: int | None, expected: str) -> None:
    oil = Product(structure=Product.PARENT, title="Sleep oil")
    size = Product(structure=Product.CHILD, parent=oil, title=title, volume_ml=volume, upc="SO-1")
    assert full_name(size) == expected
