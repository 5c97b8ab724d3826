"""Products on sale that no longer pass the publication check, for example with an expired certificate."""

import hashlib
from collections.abc import Iterator

from shop.catalogue.labelling.publication import all_problems
from shop.catalogue.models import Product
from shop.mail import outbox
from shop.trader.details import trader


def problems_on_sale() -> Iterator[str]:
    """Yield each problem with its product and field."""
    products = Product.objects.filter(is_public=True).select_related(
        "product_class", "certificate", "responsible_person_uk", "responsible_person_eu"
    )
    for product in products.select_related("parent__product_class"):
        for field, text in all_problems(product).items():
            yield f"{product} ({product.upc or product.slug}), {field}: {text}"


def email_problems() -> int:
    """Email each new list of problems to the shop’s own address; return how many problems there are."""
    found = sorted(problems_on_sale())
    if found:
        text = "\n".join(["These products are on sale and incomplete:", "", *found])
        outbox.queue_once(
            "catalogue.incomplete",
            key=hashlib.sha256(text.encode()).hexdigest(),
            to=trader().email,
            args={"subject": "Products on sale that are incomplete", "text": text},
        )
    return len(found)
