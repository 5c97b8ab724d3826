"""Rows that others depend on can't be deleted, by whatever code."""

from typing import Any

import pytest
from django.db import transaction
from django.db.models import ProtectedError
from django.db.models.deletion import Collector
from django.db.models.signals import pre_delete
from oscar.core.loading import get_model

from shop.backoffice.roles import ROLES, role_group
from shop.catalogue.models import Batch
from shop.integrity.deletion import GUARDED, PARTS, StillUsed
from tests.support.factories import a_category, a_product
from tests.support.purchases import a_code, a_paid_order


@pytest.fixture
def busy_shop(db: None) -> Any:
    """A code on everything, an oil in a category, and an order of it that has been paid."""
    code = a_code()
    category = a_category()
    oil = a_product(categories=[category])
    return {"code": code, "category": category, "oil": oil, "order": a_paid_order(oil, code=code)}


def taken_along(thing: Any) -> set[str]:
    """The relations by which rows would go along or be emptied, as Django itself finds them."""
    collector = Collector(using="default", origin=thing)
    collector.collect([thing])
    gone = {type(row)._meta.label for rows in collector.data.values() for row in rows if row != thing}
    emptied = {field.model._meta.label for (field, _), _ in collector.field_updates.items()}
    return gone | emptied | {rows.model._meta.label for rows in collector.fast_deletes if rows.exists()}


@pytest.mark.django_db
@pytest.mark.parametrize("label", GUARDED)
def test_a_guarded_table_refuses_from_the_shell(label: str, busy_shop: Any) -> None:
    for thing in get_model(*label.split(".")).objects.all():
        try:
            along = taken_along(thing)
            with transaction.atomic():
                thing.delete()
        except ProtectedError:
            continue
        assert not along & {"partner.StockRecord", "offer.ConditionalOffer", "order.Line", "voucher.Voucher"}


@pytest.mark.parametrize("label", GUARDED)
def test_proxies_are_guarded_too(label: str) -> None:
    assert pre_delete.has_listeners(get_model(*label.split(".")))


@pytest.mark.django_db
def test_a_product_with_a_batch_stays() -> None:
    oil = a_product()
    Batch.objects.create(product=oil, number="L1", received_at="2026-11-01", quantity=5)
    with pytest.raises(ProtectedError, match="Batch"):
        oil.delete()


@pytest.mark.django_db
def test_a_category_with_others_below_it_stays() -> None:
    oils = a_category()
    oils.add_child(name="Plain oils")
    oils.refresh_from_db()
    with pytest.raises(StillUsed, match="Plain oils"):
        oils.delete()


@pytest.mark.django_db
def test_every_part_is_a_relation_there_is() -> None:
    from django.apps import apps

    known = {
        f"{model._meta.label_lower}.{field.name}"
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.fields
        if field.is_relation
    }
    assert known >= PARTS


@pytest.mark.django_db
def test_no_role_may_delete_what_others_hang_on() -> None:
    for role in ROLES:
        deletes = role_group(role).permissions.filter(codename__startswith="delete_")
        content = ("claims", "newsletter", "guides", "search")
        pages = ("wagtailredirects", "wagtaildocs", "wagtailimages", "wagtailcore")
        ours = deletes.exclude(content_type__app_label__in=content + pages)
        held = set(ours.values_list("codename", flat=True))
        assert held <= {"delete_ordernote", "delete_productalert", "delete_ingredient", "delete_skinneed"}
