"""No code publishes a product that lacks something, by row or in bulk."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from shop.catalogue.models import Product
from shop.catalogue.querysets import publish
from shop.catalogue.reference import ResponsiblePerson
from tests.support.factories import a_category, a_product

pytestmark = pytest.mark.django_db


def complete(title: str) -> Product:
    """A draft that may be published."""
    person = ResponsiblePerson.objects.create(name="P", region="UK", address="1 Road", email="p@example.com")
    return a_product(
        title, is_public=False, ni_ready=False, responsible_person_uk=person, description="<p>Oil.</p>",
        country_of_origin="GB", directions="Warm it.",
        precautions="Ask a midwife about newborn skin; keep from flames.",
        min_age_months=0, pao_months=6, scpn_reference="1", pif_location="Here", cpsr_date=date(2026, 1, 1),
    )  # fmt: skip


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


@pytest.mark.parametrize("way", WAYS)
def test_no_way_publishes_what_lacks_something(way: Any) -> None:
    with pytest.raises(ValidationError, match="is not published"):
        way(a_product("Bad oil", is_public=False))
    assert not Product.objects.filter(is_public=True).exists()


@pytest.mark.parametrize("way", WAYS)
def test_every_way_publishes_what_is_complete(way: Any) -> None:
    way(complete("Good oil"))
    assert Product.objects.filter(is_public=True).exists()


def test_of_several_the_complete_are_published_and_the_others_named() -> None:
    good = complete("Good oil")
    good.categories.add(a_category())
    a_product("Bad oil", is_public=False)
    published, refused = publish(Product.objects.all())
    assert published == [good]
    assert "Bad oil, 100 ml is not published" in " ".join(refused[0].messages)
    assert [product.title for product in Product.objects.filter(is_public=True)] == ["Good oil"]
