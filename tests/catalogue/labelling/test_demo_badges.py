"""Every derived badge, over all demo products: what the precautions limit is never claimed alone."""

import re
from collections.abc import Callable, Iterator

import pytest
from django.core.exceptions import ValidationError

from shop.catalogue.labelling.badges import BADGES, badges_of
from shop.catalogue.models import Product
from shop.demo.catalogue import load_products
from shop.demo.glossary import load_glossary
from tests.catalogue.labelling.test_badges import LIMITS

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def _demo_products(module_rows: Callable[..., None]) -> None:
    module_rows(load_glossary, load_products)


def pages() -> Iterator[Product]:
    yield from Product.objects.exclude(structure=Product.CHILD)


@pytest.mark.parametrize("badge", sorted(LIMITS))
def test_a_limit_in_the_precautions_limits_the_badge(badge: str) -> None:
    sentence, claim = LIMITS[badge]
    shown = set()
    for product in pages():
        shown.add(BADGES[badge](product))
        product.precautions += f"\n{sentence}"
        product.save()
        assert BADGES[badge](product) != claim, product.slug
    assert any(text.startswith(claim) for text in shown)


def test_the_pages_show_exactly_these_badges(client) -> None:
    for product in pages():
        page = client.get(product.get_absolute_url()).content.decode()
        facts = re.search(r'class="glance__badges".*?</ul>', page, re.DOTALL)
        assert facts
        assert re.findall(r'class="badge">(.*?)</li>', facts[0]) == badges_of(product)


@pytest.mark.parametrize("field", ["precautions", "summary", "description", "title"])
def test_a_contradiction_is_not_published(field: str) -> None:
    """The precautions against the typed age; “from birth” in our own texts against either."""
    product = Product.objects.get(slug="everyday-massage-oil")
    if field == "precautions":
        product.precautions += "\nNot for babies under 3 months."
    else:
        product.min_age_months = 6
        setattr(product, field, f"{getattr(product, field)} Suitable from birth.")
    with pytest.raises(ValidationError) as refused:
        product.full_clean()
    assert {"precautions": "min_age_months"}.get(field, field) in refused.value.message_dict
