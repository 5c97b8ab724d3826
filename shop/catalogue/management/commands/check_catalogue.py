"""`manage.py check_catalogue`: published products that would not pass the gate today."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from shop.catalogue.models import Product
from shop.catalogue.publishing import all_problems


class Command(BaseCommand):
    """A certificate runs out without anybody saving the product; this finds what that leaves behind."""

    help = "List published products with something missing. Exit code 1 when there are any."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print each problem by product and field."""
        found = 0
        products = Product.objects.filter(is_public=True).select_related(
            "product_class", "certificate", "responsible_person_uk", "responsible_person_eu"
        )
        for product in products.select_related("parent__product_class"):
            for field, text in all_problems(product).items():
                self.stdout.write(f"{product} ({product.upc or product.slug}), {field}: {text}")
                found += 1
        if found:
            raise CommandError(f"{found} problem{'s'[: found > 1]}.", returncode=1)
        self.stdout.write("Every published product is complete.")
