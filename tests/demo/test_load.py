from collections.abc import Callable
from io import StringIO

import pytest
from django.core.management import call_command

from shop.accounts.models import User
from shop.catalogue.labelling.publication import publication_problems
from shop.catalogue.models import Product, ProductImage
from shop.catalogue.reviews.models import ProductReview
from shop.demo.catalogue import load_products
from shop.demo.data_files import read_products
from shop.demo.glossary import load_glossary
from shop.demo.offers import load_offers
from shop.demo.reviews import load_reviews
from shop.demo.users import PASSWORD, load_users
from shop.partner.models import StockRecord

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def goods(module_rows: Callable[..., None]) -> None:
    module_rows(load_glossary, load_products)


@pytest.mark.usefixtures("demo_shop")
def test_the_command_fills_the_shop_and_then_changes_nothing() -> None:
    products = read_products()
    shown = sum(len(row["images"]) for row in products)
    shown += sum("image" in size for row in products for size in row["sizes"])
    assert ProductImage.objects.count() == shown > 20
    again = StringIO()
    call_command("load_demo", stdout=again)
    lines = [line for line in again.getvalue().splitlines() if not line.startswith("Pages")]
    assert all("nothing written" in line for line in lines)


@pytest.mark.usefixtures("goods")
def test_all_twelve_products_are_complete() -> None:
    assert Product.objects.browsable().count() == 12
    assert not [product for product in Product.objects.all() if publication_problems(product)]


@pytest.mark.usefixtures("goods")
def test_loading_again_leaves_the_stock_alone() -> None:
    StockRecord.objects.update(num_in_stock=1)
    load_products()
    assert set(StockRecord.objects.values_list("num_in_stock", flat=True)) == {1}


@pytest.mark.usefixtures("goods")
def test_loading_again_mends_what_was_changed() -> None:
    Product.objects.update(summary="Changed.")
    assert load_products() == 12
    assert not Product.objects.filter(parent=None, summary="Changed.").exists()


@pytest.mark.usefixtures("goods")
def test_the_demo_shows_each_rule() -> None:
    assert (
        Product.objects.get(ni_ready=False, product_class__is_cosmetic=True).slug == "calendula-infused-oil"
    )
    assert Product.objects.get(slug="calendula-infused-oil").organic_claim == ""
    assert Product.objects.get(slug="organic-jojoba-oil").organic_claim == "100% organic"
    assert not Product.objects.get(slug="sweet-almond-oil").is_nut_free
    assert (
        Product.objects.exclude(product_class__slug="cloths")
        .filter(parent=None, is_fragrance_free=False)
        .count()
        == 0
    )


@pytest.mark.usefixtures("goods")
def test_reviews_are_marked_and_one_waits_for_staff() -> None:
    load_reviews()
    assert not ProductReview.objects.filter(is_demo=False).exists()
    assert ProductReview.objects.filter(status=ProductReview.FOR_MODERATION).count() == 1


@pytest.mark.usefixtures("goods")
def test_offers_load_once() -> None:
    assert load_offers() == 6
    assert load_offers() == 0


def test_the_demo_people_can_sign_in() -> None:
    load_users()
    cleo = User.objects.get(email="cleo@example.com")
    assert cleo.check_password(PASSWORD)
    assert cleo.is_staff
    assert cleo.has_perm("catalogue.change_product")
    assert not cleo.has_perm("accounts.delete_user")
    assert User.objects.get(email="owner@example.com").is_superuser
