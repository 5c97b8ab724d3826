"""The product form against sales that go on while it is open; prices and publishing of several at once."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django_webtest import DjangoTestApp

from shop.accounts.models import User
from shop.catalogue.models import Product
from shop.catalogue.reference import ResponsiblePerson
from shop.partner.models import StockRecord
from tests.support.cast import signed_in
from tests.support.factories import a_category, a_product
from tests.support.roles import shopkeeper_group

pytestmark = pytest.mark.django_db


@pytest.fixture
def oil() -> Product:
    return a_product(stock=77, is_public=False, categories=[a_category()])


@pytest.fixture
def form(django_app: DjangoTestApp, cleo: User, oil: Product) -> Any:
    cleo.groups.add(shopkeeper_group())
    django_app.set_user(cleo)
    return django_app.get(f"/dashboard/catalogue/products/{oil.pk}/").forms["create_update_product_form"]


def sells(oil: Product, quantity: int = 1) -> StockRecord:
    record: StockRecord = oil.stockrecords.get()
    record.allocate(quantity)
    record.consume_allocation(quantity)
    return record


def test_a_sale_stays_sold_when_only_the_price_is_saved(form: Any, oil: Product) -> None:
    record = sells(oil)
    form["stockrecords-0-price"] = "15.00"
    assert form.submit(name="action", value="save").status_code == 302
    record.refresh_from_db()
    assert (record.price, record.num_in_stock) == (Decimal("15.00"), 76)


def test_a_stock_that_has_changed_is_refused_and_nothing_typed_is_lost(form: Any, oil: Product) -> None:
    record = sells(oil)
    form["stockrecords-0-num_in_stock"] = "90"
    page = form.submit(name="action", value="save")
    assert "This was 77 when you opened the page and is 76 now." in page
    again = page.forms["create_update_product_form"]
    assert again["stockrecords-0-num_in_stock"].value == "90"
    assert again.submit(name="action", value="save").status_code == 302
    record.refresh_from_db()
    assert record.num_in_stock == 90


def test_less_than_orders_wait_for_is_refused(form: Any, oil: Product) -> None:
    oil.stockrecords.get().allocate(4)
    form["stockrecords-0-num_in_stock"] = "2"
    assert "4 are promised to orders." in form.submit(name="action", value="save")
    assert oil.stockrecords.get().num_in_stock == 77


def in_bulk(client: Any, action: str, *products: Product, **given: str) -> str:
    """Tick, choose, confirm; returns the page after that."""
    ids = [str(product.pk) for product in products]
    first = client.post("/dashboard/catalogue/", {"action": action, "selected_product": ids})
    data = {"selected_products": ids, **given}
    return str(client.post(first.headers["Location"], data, follow=True).content.decode())


@pytest.fixture
def staff(cleo: User) -> Any:
    cleo.groups.add(shopkeeper_group())
    return signed_in(cleo)


def test_a_bulk_price_is_on_the_next_page(staff: Any, client: Any, settings: Any) -> None:
    settings.VERSION_SECONDS = 0
    oil = a_product(price="13.00")
    partner = str(oil.stockrecords.get().partner_id)
    in_bulk(staff, "set_product_price", oil, new_price="14.44", partners=partner)
    assert oil.stockrecords.get().price == Decimal("14.44")


def test_a_percentage_leaves_no_fraction_of_a_penny(staff: Any) -> None:
    oil = a_product(price="13.33")
    partner = str(oil.stockrecords.get().partner_id)
    in_bulk(staff, "set_product_price", oil, increase_by_percentage="7", partners=partner)
    assert oil.stockrecords.get().price == Decimal("14.26")


def complete(title: str) -> Product:
    """A draft that may be published."""
    person = ResponsiblePerson.objects.create(name="P", region="UK", address="1 Road", email="p@example.com")
    return a_product(
        title, is_public=False, ni_ready=False, responsible_person_uk=person, description="<p>Oil.</p>",
        country_of_origin="GB", directions="Warm it.",
        precautions="Ask a midwife about newborn skin; keep from flames.",
        min_age_months=0, pao_months=6, scpn_reference="1", pif_location="Here", cpsr_date=date(2026, 1, 1),
    )  # fmt: skip


def test_publishing_several_names_those_refused(staff: Any) -> None:
    good, bad = complete("Good oil"), a_product("Bad oil", is_public=False)
    page = in_bulk(staff, "make_products_public", good, bad)
    assert "Published: Good oil" in page
    assert "Bad oil, 100 ml is not published" in page and "(SCPN)" in page
    assert [product.title for product in Product.objects.filter(is_public=True)] == ["Good oil"]


def by_save(product: Product) -> None:
    product.is_public = True
    product.save()


def by_some_columns(product: Product) -> None:
    product.is_public = True
    product.save(update_fields=["is_public"])


def by_update(product: Product) -> None:
    Product.objects.filter(pk=product.pk).update(is_public=True)


def by_many(product: Product) -> None:
    product.is_public = True
    Product.objects.bulk_update([product], ["is_public"])


def by_relation(product: Product) -> None:
    product.product_class.products.update(is_public=True)


WAYS = [by_save, by_some_columns, by_update, by_many, by_relation]


@pytest.mark.parametrize("publish", WAYS)
def test_no_way_publishes_what_lacks_something(publish: Any) -> None:
    with pytest.raises(ValidationError, match="is not published"):
        publish(a_product("Bad oil", is_public=False))
    assert not Product.objects.filter(is_public=True).exists()


@pytest.mark.parametrize("publish", WAYS)
def test_every_way_publishes_what_is_complete(publish: Any) -> None:
    publish(complete("Good oil"))
    assert Product.objects.filter(is_public=True).exists()
