"""The demo's twelve products as Oscar knows them: title, description, price, stock, a category, reviews."""

from pathlib import Path
from typing import Any

import django

django.setup()

from decimal import Decimal  # noqa: E402

from django.core.files import File  # noqa: E402
from django.core.management import call_command  # noqa: E402
from oscar.core.loading import get_model  # noqa: E402

PICTURE = Path(__file__).parents[2] / "shop" / "demo" / "media" / "home-hero.jpg"
Product = get_model("catalogue", "Product")
SIZES = {0: 3, 1: 2, 2: 2}  # as in the demo: one oil in three sizes, two in two


def fill(number: int = 12) -> None:
    """Make so many products, each with a picture and four reviews, as the shop's own pages show."""
    call_command("migrate", verbosity=0)
    kind = get_model("catalogue", "ProductClass").objects.create(name="Body oil")
    category = get_model("catalogue", "Category").add_root(name="Oils")
    partner = get_model("partner", "Partner").objects.create(name="Warehouse")
    for n in range(number):
        structure = "parent" if n in SIZES else "standalone"
        words = {"title": f"Oil {n}", "description": "<p>A plain oil.</p>"}
        product = Product.objects.create(structure=structure, product_class=kind, **words)
        product.categories.add(category)
        for m in range(SIZES.get(n, 0)):
            child = Product.objects.create(structure="child", parent=product, title=f"Oil {n}, size {m}")
            stock(child, partner)
        if n not in SIZES:
            stock(product, partner)
        with PICTURE.open("rb") as source:
            product.images.create(original=File(source, name=f"oil-{n}.jpg"))
        for m in range(4):
            product.reviews.create(score=4, title=f"Review {m}", body="Good.", name="Hannah", status=1)


def stock(product: Any, partner: Any) -> None:
    record = {"partner_sku": f"S{product.pk}", "price": Decimal("14.50"), "num_in_stock": 50}
    product.stockrecords.create(partner=partner, **record)


if __name__ == "__main__":
    fill()
