"""Fill a database with products and guides that look real: `python -m bench.synthetic 5000 1000`."""

import random
import sys
from decimal import Decimal
from typing import Any

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
TOPICS = ["sleep", "evenings", "skin", "feeding", "walks", "winter", "twins", "travel"]
PARTS_IN_SERIES = 10
IN_SERIES = 10  # one guide of so many is a part of a series


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
    from shop.partner.models import Partner, StockRecord  # type: ignore[attr-defined]  # Oscar's by star

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


def write(number: int) -> None:
    """Copy the demo's guides until there are so many; every tenth is a part of a series."""
    from django.db import transaction
    from wagtail.models import Page

    from guides.models import GuideIndexPage, GuidePage

    models = list(GuidePage.objects.live())
    index = GuideIndexPage.objects.get()
    missing = number - len(models)
    parent: Any = index
    with transaction.atomic():
        for n in range(max(0, missing)):
            in_series = n < missing // IN_SERIES
            if in_series and n % PARTS_IN_SERIES == 0:
                parent = add_series(n, index)
            copy(n, models[n % len(models)], parent if in_series else index)
    # Set here, not saved: the gate would look at a thousand texts that it has let through before.
    Page.objects.filter(slug__startswith="synthetic-").update(live=True)


def add_series(n: int, index: Any) -> Any:
    from guides.models import SeriesPage

    index.refresh_from_db()
    word = WORDS[n // PARTS_IN_SERIES % len(WORDS)]
    title = f"A {word} series {n}"
    series = SeriesPage(slug=f"synthetic-{n}", title=title, introduction="Slowly, in ten parts.", live=False)
    return index.add_child(instance=series)


def copy(n: int, model: Any, parent: Any) -> None:
    """A guide with another's text under a title of its own, not live yet."""
    from datetime import timedelta

    from guides.models import GuidePage

    parent.refresh_from_db()
    word, topic = random.choice(WORDS), random.choice(TOPICS)
    since = model.first_published_at - timedelta(hours=n + 1)
    guide = GuidePage(
        title=f"{word.capitalize()} hands: {topic} {n}",
        slug=f"synthetic-{n}",
        introduction=f"What {word} hands can do about {topic}.",
        live=False,
        author_id=model.author_id,
        cover_id=model.cover_id,
        first_published_at=since,
        last_published_at=since,
    )
    guide.body = model.body.stream_block.to_python(model.body.get_prep_value())
    guide.tags.add(topic)
    parent.add_child(instance=guide)


if __name__ == "__main__":
    random.seed(1)
    django.setup()
    fill(int(sys.argv[1]))
    write(int(sys.argv[2]) if len(sys.argv) > 2 else 0)
