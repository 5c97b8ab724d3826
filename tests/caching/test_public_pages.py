"""The real shop behind its page cache: changes by staff show at once, and no personal data is cached."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from oscar.core.loading import get_model

from guides.demo.pages import load_pages
from guides.models import HomePage, InfoPage
from shop.accounts.models import User
from shop.caching.backends import CacheAway
from shop.caching.site_version import page_version
from shop.caching.version import CacheVersion
from shop.catalogue import views
from shop.catalogue.models import Category, Product
from shop.customer.account.services import delete_account
from shop.partner.models import StockRecord
from shop.search_engine.index import index
from shop.shipping.services import change_rates
from tests.support.factories import a_product
from tests.support.purchases import an_order

pytestmark = pytest.mark.django_db
PRODUCT = "/shop/sunflower-oil/"


@pytest.fixture
def visit(settings: Any) -> Iterator[Callable[[str], str]]:
    """Pages as one visitor after another gets them."""
    settings.PAGE_CACHE = True
    client = Client()
    yield lambda path: client.get(path).content.decode()


def renames(model: Any, **fields: Any) -> Callable[[], None]:
    """What a form in the dashboard or the CMS does."""

    def change() -> None:
        thing = model.objects.first()
        for name, value in fields.items():
            setattr(thing, name, value)
        thing.save()

    return change


def publishes() -> None:
    home = HomePage.objects.get()
    home.hero_headline = "A new headline"
    home.save_revision().publish()


def raises_the_delivery_price() -> None:
    change_rates(changes=[], uk_price=Decimal("4.55"))


def lets_its_time_come() -> None:
    """What the scheduler does with a page that was to go live by now."""
    page = InfoPage.objects.get(slug="delivery")
    page.title = "Delivery, from today"
    page.go_live_at = timezone.now() + timedelta(hours=1)
    page.save_revision().publish()
    with time_machine.travel(timezone.now() + timedelta(hours=2), tick=True):
        call_command("publish_scheduled", verbosity=0)


def lets_go_of_a_page() -> None:
    InfoPage.objects.get(slug="delivery").unpublish()


CHANGES = {
    "price": ("/shop/", renames(StockRecord, price="17.31"), "£17.31"),
    "stock": (PRODUCT, renames(StockRecord, num_in_stock=0), "Sold out"),
    "product": (PRODUCT, renames(Product, title="Sunrise oil"), "Sunrise oil"),
    "menu": ("/delivery/", renames(Category, name="New in the menu"), "New in the menu"),
    "page": ("/", publishes, "A new headline"),
    "delivery price": (PRODUCT, raises_the_delivery_price, "£4.55 UK delivery"),
    "scheduled": ("/delivery/", lets_its_time_come, "Delivery, from today"),
    "unpublished": ("/delivery/", lets_go_of_a_page, "We cannot find that page"),
}


@pytest.mark.parametrize(("path", "change", "shows"), CHANGES.values(), ids=CHANGES)
def test_a_change_shows_at_once(
    visit: Any, path: str, change: Any, shows: str, django_capture_on_commit_callbacks: Any
) -> None:
    a_product(categories=[Category.add_root(name="Oils", slug="oils")])
    load_pages(pictures=False)
    assert shows not in visit(path)
    with django_capture_on_commit_callbacks(execute=True):
        change()
    assert shows in visit(path)


def test_the_last_bottle_sold_shows_at_once(visit: Any, django_capture_on_commit_callbacks: Any) -> None:
    product = a_product(stock=1)
    assert "Only 1 left" in visit(PRODUCT)
    with django_capture_on_commit_callbacks(execute=True):
        an_order(product)
    assert "Sold out" in visit(PRODUCT)


def test_a_kept_page_costs_no_query(visit: Any, django_assert_num_queries: Any) -> None:
    a_product()
    first = visit(PRODUCT)
    with django_assert_num_queries(0):
        assert visit(PRODUCT) == first


@pytest.mark.parametrize(
    "path", ["/basket/", "/account/", "/account/orders/", "/checkout/", "/dashboard/", "/office/"]
)
def test_private_pages_are_nobody_elses(settings: Any, path: str, ada: User) -> None:
    settings.PAGE_CACHE = True
    client = Client()
    client.force_login(ada)
    assert "public" not in client.get(path).headers.get("Cache-Control", "")


def test_a_shop_without_its_shared_cache_forgets_soon(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise CacheAway

    monkeypatch.setattr("django.core.cache.backends.locmem.LocMemCache.get_or_set", broken)
    assert CacheVersion("anything").current().startswith("alone-")


def test_opening_a_basket_does_not_touch_the_page(
    visit: Any, django_capture_on_commit_callbacks: Any
) -> None:
    product = a_product()
    before = get_model("basket", "Basket").objects.count()
    page = visit(PRODUCT)
    assert (visit(PRODUCT), get_model("basket", "Basket").objects.count()) == (page, before)
    assert product.title in page


def test_only_search_pages_follow_the_search_index() -> None:
    before = {path: page_version(path) for path in ("/search/", "/shop/")}
    index.bump_now()
    assert page_version("/search/") != before["/search/"]
    assert page_version("/shop/") == before["/shop/"]


def test_a_name_goes_with_its_account(
    visit: Callable[[str], str], ada: User, django_capture_on_commit_callbacks: Any
) -> None:
    ada.first_name, ada.last_name = "Adalina", "Byron"
    ada.save()
    with django_capture_on_commit_callbacks(execute=True):
        review = {
            "product": a_product("Sunflower oil"),
            "user": ada,
            "score": 5,
            "title": "Good",
            "body": "Soft",
        }
        get_model("reviews", "ProductReview").objects.create(status=1, **review)
    assert "Adalina" in visit(PRODUCT)
    with django_capture_on_commit_callbacks(execute=True):
        delete_account(user=ada)
    assert "Adalina" not in visit(PRODUCT)


def test_a_part_that_was_made_before_a_change_is_not_kept_after_it(
    visit: Callable[[str], str], monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    """The price changes after a view has read it and before its template reads the version."""
    with django_capture_on_commit_callbacks(execute=True):
        a_product("Sunflower oil", price="10.00")
    ask = views.product_page

    def and_then_the_price_changes(**asked: Any) -> Any:
        page = ask(**asked)
        with django_capture_on_commit_callbacks(execute=True):
            renames(StockRecord, price=Decimal("17.31"))()
        return page

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(views, "product_page", and_then_the_price_changes)
        assert "£10.00" in visit(PRODUCT)
    assert "£17.31" in visit(PRODUCT)
