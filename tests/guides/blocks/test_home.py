"""The home page's blocks: products by rule, proof from reviews and certificates, all of it editable."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone
from wagtail.blocks import Block, ListBlock

from guides.blocks.home_products import RULES, chosen_items
from guides.demo.home_body import first_body
from guides.demo.pages import load_pages
from guides.models import HomePage
from shop.catalogue.listing.snapshot import build_snapshot
from shop.catalogue.models import Product
from shop.catalogue.reference import Certificate
from shop.order.best_sellers import rank
from tests.support.factories import a_category, a_product
from tests.support.purchases import a_paid_order

pytestmark = pytest.mark.django_db


def titles(rule: str, **more: Any) -> list[str]:
    items = chosen_items(build_snapshot("now"), rule=rule, number=more.pop("number", 2), **more)
    return [item.title for item in items]


@pytest.fixture
def oils() -> dict[str, Product]:
    """Old is the best reviewed, Middle the best seller, New the newest; Gone would be all three."""
    bath = a_category("Bath")
    made = {
        name: a_product(name, stock=5, categories=[bath] if name in ("Old", "Gone") else [])
        for name in ("Old", "Middle", "New", "Gone")
    }
    Product.objects.filter(pk=made["Old"].pk).update(rating=5)
    a_paid_order(made["Middle"], quantity=2)
    a_paid_order(made["Gone"], quantity=5)
    rank()
    return made


@pytest.mark.parametrize(
    ("rule", "shown"),
    [("best_sellers", ["Middle", "Old"]), ("new", ["New", "Middle"]), ("best_reviewed", ["Old", "Middle"])],
)
def test_a_rule_chooses_among_what_is_in_stock(rule: str, shown: list[str], oils: dict[str, Product]) -> None:
    assert titles(rule) == shown


def test_a_category_shows_only_its_own(oils: dict[str, Product]) -> None:
    assert titles("category", category="bath") == ["Old"]
    assert titles("category", category="no-such-one") == []


def test_best_sellers_fill_the_gaps_of_a_choice(oils: dict[str, Product]) -> None:
    chosen = [oils["Gone"].pk, oils["New"].pk, 12345]
    assert titles("chosen", chosen=chosen, number=3) == ["New", "Middle", "Old"]


@pytest.mark.parametrize("rule", [rule for rule, _ in RULES])
def test_an_empty_shop_shows_no_row(rule: str, small_pictures: None) -> None:
    load_pages()
    row = {"heading": "A row of oils", "rule": rule, "products": [], "number": 4}
    HomePage.objects.get().save()
    home = HomePage.objects.get()
    home.body = [("products", row)]
    home.save()
    assert "A row of oils" not in Client().get("/").content.decode()


def test_a_certificate_counts_until_its_last_day() -> None:
    today = timezone.localdate()
    for body, days in (("Valid", 0), ("Expired", -1)):
        paper = Certificate.objects.create(
            body=body, licence_number="1", valid_from="2020-01-01", valid_to=today + timedelta(days=days)
        )
        a_product(f"{body} oil", organic_percent=99, certificate=paper)
    assert build_snapshot("now").proof.certificates == (Certificate.objects.get(body="Valid"),)


def test_the_form_for_the_free_guide_stands_once(small_pictures: None) -> None:
    load_pages()
    home = HomePage.objects.get()
    for body in (first_body(is_demo=False), [("free_guide", {"guide": ""})]):
        home.body = body
        home.save()
        assert Client().get("/").content.decode().count("data-newsletter") == 1


def links_of(block: Block) -> Iterator[Block]:
    """Every block named “link” below this one."""
    children = getattr(block, "child_blocks", {})
    if isinstance(block, ListBlock):
        children = {"": block.child_block}
    for name, child in children.items():
        yield from [child] if name == "link" else links_of(child)


@pytest.mark.parametrize("address", ["https://other.example/", "//other.example/", "javascript:alert(1)"])
def test_links_lead_to_this_site_only(address: str) -> None:
    links = list(links_of(HomePage.body.field.stream_block))
    assert len(links) > 3
    for link in links:
        with pytest.raises(ValidationError):
            link.clean(address)
