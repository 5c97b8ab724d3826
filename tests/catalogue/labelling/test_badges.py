"""Every derived badge, over all demo products: what the precautions limit is never claimed alone."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError

from shop.catalogue.labelling.badges import BADGES, badges_of
from shop.catalogue.listing.snapshot import current_catalogue
from shop.catalogue.models import Product
from shop.demo.catalogue import load_products
from shop.demo.glossary import load_glossary
from tests.support.factories import a_product

# For each badge a sentence that limits it, and what may not stand alone beside that sentence.
LIMITS = {
    "fragrance": ("Filled on a line that also fills perfumed oils.", "Fragrance-free"),
    "age": ("Not for babies under 3 months.", "Assessed from birth"),
    "nuts": ("May contain traces of nuts.", "Made without nut oils"),
}
ALMOND = "Prunus Amygdalus Dulcis Oil"
NOT_LIMITED_BY_A_TEXT = {"organic"}  # the certificate's dates limit it


@pytest.fixture
def demo_products(db) -> None:
    load_glossary()
    load_products()


def pages() -> Iterator[Product]:
    yield from Product.objects.exclude(structure=Product.CHILD)


def test_every_badge_has_a_limit() -> None:
    assert set(LIMITS) | NOT_LIMITED_BY_A_TEXT == set(BADGES)


@pytest.mark.usefixtures("demo_products")
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


@pytest.mark.usefixtures("demo_products")
def test_the_pages_show_exactly_these_badges(client) -> None:
    for product in pages():
        page = client.get(product.get_absolute_url()).content.decode()
        facts = re.search(r'class="glance__badges".*?</ul>', page, re.DOTALL)
        assert facts
        assert re.findall(r'class="badge">(.*?)</li>', facts[0]) == badges_of(product)


def test_no_template_words_a_badge_itself() -> None:
    claims = [claim for _, claim in LIMITS.values()]
    for file in Path(settings.BASE_DIR, "templates").rglob("*.html"):
        assert not [claim for claim in claims if f'badge">{claim}' in file.read_text()], file


def test_lists_and_searches_from_birth_leave_it_out(client, db) -> None:
    a_product("Limited oil", min_age_months=0, precautions="Not for babies under 3 months.")
    a_product("Plain oil", min_age_months=0)
    assert {item.title for item in current_catalogue().items if item.from_birth} == {"Plain oil"}
    for path in ("/shop/?birth=yes", "/search/?q=from+birth"):
        page = client.get(path).content.decode()
        assert "/shop/plain-oil/" in page
        assert "/shop/limited-oil/" not in page
    assert "From 3 months" in client.get("/shop/limited-oil/").content.decode()


@pytest.mark.usefixtures("demo_products")
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


def test_an_oil_of_nuts_says_so_instead_of_traces(db) -> None:
    almond = a_product(inci=ALMOND, precautions="Contains sweet almond oil (tree nut).")
    assert BADGES["nuts"](almond) == "Contains sweet almond (tree nut)"
    assert almond.traces_note == ""


def test_an_oil_of_nuts_says_its_other_traces_too(db) -> None:
    almond = a_product(inci=ALMOND, precautions="May contain traces of nuts and sesame.")
    assert BADGES["nuts"](almond) == "Contains sweet almond (tree nut); may contain traces of sesame"
