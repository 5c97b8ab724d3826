"""`manage.py load_demo`: loads the demo's data. Running it again only updates changed rows."""

import time
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec

from django.core.management import call_command
from django.core.management.base import BaseCommand

from shop.demo.batches import load_batches
from shop.demo.catalogue import load_products
from shop.demo.contributions import load_contributions
from shop.demo.former_prices import load_former_prices
from shop.demo.glossary import load_glossary
from shop.demo.offers import load_offers
from shop.demo.payouts import load_payouts
from shop.demo.pictures import load_pictures
from shop.demo.returns import load_returns
from shop.demo.reviews import load_reviews
from shop.demo.users import load_users
from shop.order.best_sellers import rank
from shop.search_engine.statistics import refresh_statistics

Step = tuple[str, Callable[[], int | None]]


def steps() -> list[Step]:
    """The loaders with their labels, in order of dependency."""
    found: list[Step] = [
        ("People", load_users),
        ("Glossary and categories", load_glossary),
        ("Products", load_products),
        ("Pictures", load_pictures),
        ("Reviews", load_reviews),
        ("Offers", load_offers),
        ("Former prices", load_former_prices),
        ("Batches", load_batches),
        ("Returns", load_returns),
        ("Contributions", load_contributions),
    ]
    if find_spec("guides.demo.pages"):
        found.append(("Pages", import_module("guides.demo.pages").load_pages))
        found.append(("Guides", import_module("guides.demo.guides").load_guides))
        found.append(("Footer", import_module("guides.demo.footer").load_footer))
        found.append(("Sales from guides", import_module("shop.demo.sales").load_sales))
        found.append(("Best sellers", rank))
        found.append(("Payouts", load_payouts))
    if find_spec("guides.newsletter.demo"):
        found.append(("Free guide", import_module("guides.newsletter.demo").load_free_guide))
    return found


class Command(BaseCommand):
    """Each step is idempotent: run again, it writes only what differs from the data files."""

    help = (
        "Load the demo catalogue, its pictures, reviews, offers and people from shop/demo/data. "
        "Safe to run again: it writes only what differs, and leaves stock and orders alone."
    )

    def handle(self, *args: object, **options: object) -> None:
        """Run every step and print its number of changes."""
        for name, load in steps():
            started = time.monotonic()
            changed = load() or 0
            self.stdout.write(f"{name}: {changed or 'nothing'} written in {time.monotonic() - started:.1f} s")
        call_command("update_index", verbosity=0)  # at once: the first search must not wait for the worker
        refresh_statistics()
