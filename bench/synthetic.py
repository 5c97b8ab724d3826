"""Fill a database with products that look like real ones: `python -m bench.synthetic 5000`."""

import random
import sys
from decimal import Decimal

import django

WORDS = [
    "calm",
    "pure",
    "gentle",
    "daily",
    "meadow",
    "orchard",
    "winter",
    "dawn",
    "silk",
    "cloud",
    "harbour",
    "linen",
    "moss",
    "river",
]
OILS = {
    "Sunflower": "Helianthus Annuus Seed Oil",
    "Jojoba": "Simmondsia Chinensis Seed Oil",
    "Sweet almond": "Prunus Amygdalus Dulcis Oil",
    "Coconut": "Cocos Nucifera Oil",
    "Apricot kernel": "Prunus Armeniaca Kernel Oil",
}


def fill(number: int) -> None:
    """Add products until there are so many, in one transaction."""
    from django.db import transaction

    from shop.catalogue.models import Category, Product, ProductClass

    kind = ProductClass.objects.first() or ProductClass.objects.create(name="Body oil")
    category = Category.objects.first() or Category.add_root(name="Oils")
    missing = number - Product.objects.filter(structure__in=["standalone", "parent"]).count()
    with transaction.atomic():
        for n in range(max(0, missing)):
            add(n, kind, category)


def add(n: int, kind: object, category: object) -> None:
    """One product with a price and stock."""
    from shop.catalogue.models import Product
    from shop.partner.models import Partner, StockRecord

    oil = random.choice(list(OILS))
    product = Product.objects.create(
        title=f"{oil} oil {random.choice(WORDS)} {n}",
        slug=f"synthetic-{n}",
        product_class=kind,
        structure="standalone",
        summary="A plain oil for every day.",
        description="<p>Pressed cold, filled fresh.</p>",
        inci=f"{OILS[oil]}, Tocopherol",
        function="Massage oil",
        volume_ml=random.choice([50, 100, 250]),
    )
    product.categories.add(category)
    partner, _ = Partner.objects.get_or_create(code="bench", name="Bench")
    price = Decimal(random.randint(600, 3800)) / 100
    StockRecord.objects.create(
        product=product,
        partner=partner,
        partner_sku=f"B-{n}",
        price_currency="GBP",
        price=price,
        num_in_stock=50,
    )


if __name__ == "__main__":
    random.seed(1)
    django.setup()
    fill(int(sys.argv[1]))
