"""Every change of a price is noted, by whichever way it is made, and nothing else is."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from shop.accounts.models import User
from shop.catalogue.importing.services import import_catalogue
from shop.catalogue.models import Product
from shop.integrity.immutable_rows import NeverEdited
from shop.partner.models import StockRecord
from shop.price_history import triggers
from shop.price_history.models import PriceChange
from tests.support.cast import signed_in
from tests.support.factories import a_product
from tests.support.roles import shopkeeper_group

pytestmark = pytest.mark.django_db
NEW = Decimal("14.44")


def noted(oil: Product) -> list[Decimal]:
    return list(PriceChange.objects.filter(product=oil).order_by("pk").values_list("price", flat=True))


def by_saving(record: StockRecord) -> None:
    record.price = NEW
    record.save()


def by_updating(record: StockRecord) -> None:
    StockRecord.objects.filter(pk=record.pk).update(price=NEW)


def many_at_once(record: StockRecord) -> None:
    record.price = NEW
    StockRecord.objects.bulk_update([record], ["price"])


def in_sql(record: StockRecord) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE partner_stockrecord SET price = %s WHERE id = %s", [NEW, record.pk])


@pytest.mark.parametrize("change", [by_saving, by_updating, many_at_once, in_sql])
def test_code_that_changes_a_price(change: Callable[[StockRecord], None]) -> None:
    oil = a_product(price="13.00")
    change(StockRecord.objects.get(product=oil))
    assert noted(oil) == [Decimal("13.00"), NEW]


@pytest.mark.postgres
def test_postgresql_notes_the_same() -> None:
    oil = a_product(price="13.00")
    record = StockRecord.objects.get(product=oil)
    by_updating(record)
    by_updating(record)
    record.allocate(2)
    assert noted(oil) == [Decimal("13.00"), NEW]


def test_the_table_of_prices(cleo: User) -> None:
    oil = a_product(price="13.00")
    cleo.groups.add(shopkeeper_group())
    key = oil.stockrecords.get().pk
    sent = {"size": str(key), f"{key}-shown": "13.00", f"{key}-price": str(NEW)}
    signed_in(cleo).post("/office/prices/save/", sent)
    assert noted(oil) == [Decimal("13.00"), NEW]


def test_an_import() -> None:
    oil = a_product("Plain oil", price="13.00", upc="OIL-1", is_public=False)
    report = import_catalogue(content=f"sku,title,price\nOIL-1,Plain oil,£{NEW}\n".encode())
    assert not report.problems
    assert noted(oil)[-1] == NEW


def test_selling_and_counting_stock_note_nothing() -> None:
    oil = a_product(price="13.00")
    record = StockRecord.objects.get(product=oil)
    record.allocate(2)
    record.consume_allocation(2)
    record.refresh_from_db()
    record.num_in_stock = 50
    record.save()
    assert noted(oil) == [Decimal("13.00")]


def test_a_row_is_never_edited() -> None:
    change = PriceChange.objects.create(product=a_product(), price=NEW)
    change.price = Decimal("20.00")
    with pytest.raises(NeverEdited):
        change.save()
    with pytest.raises(NeverEdited):
        PriceChange.objects.update(changed_at=timezone.now() - timedelta(days=60))


def test_deleting_a_product_takes_its_history() -> None:
    oil = a_product()
    oil.delete()
    assert not PriceChange.objects.exists()


def test_a_migration_brings_lost_triggers_back() -> None:
    triggers.remove(connection)
    call_command("migrate", "price_history", verbosity=0)
    oil = a_product(price="13.00")
    assert noted(oil) == [Decimal("13.00")]
