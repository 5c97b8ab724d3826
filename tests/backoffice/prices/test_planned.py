"""Planned prices in the office: the form of a size, the list, and what each role may do."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import timezone
from wagtail.models import ModelLogEntry

from shop.accounts.models import User
from shop.backoffice.roles import BOOKKEEPER, role_group
from shop.london import iso
from shop.partner.models import PlannedPrice
from shop.partner.planned_prices import apply_due
from tests.support.cast import signed_in
from tests.support.factories import a_product
from tests.support.html import main_words_of
from tests.support.shelf import record_of

pytestmark = pytest.mark.django_db
TABLE, LIST = "/office/prices/", "/office/prices/planned/"


@pytest.fixture
def oil() -> Any:
    return a_product("Marigold oil")


def form_of(product: Any) -> str:
    return f"{LIST}new/{record_of(product).pk}/"


def typed(price: str = "12.00", *, since: int = 0, until: int = 3, **more: str) -> dict[str, str]:
    """What the form sends, its days counted from today."""
    today = timezone.localdate()
    days = {"since": iso(today + timedelta(days=since)), "until": iso(today + timedelta(days=until))}
    return {"price": price} | days | more


def test_a_price_is_planned_from_the_table_and_logged(shopkeeper: Client, oil: Any) -> None:
    table = BeautifulSoup(shopkeeper.get(TABLE).content, "html.parser")
    address = table.find("a", string="Plan a price")["href"]
    answer = shopkeeper.post(address, typed("£12"), follow=True)
    assert PlannedPrice.objects.get().price == Decimal("12.00")
    assert f"Planned: {oil.full_name}, £12.00 from" in answer.content.decode()
    assert "Planned: £12.00 from" in main_words_of(shopkeeper.get(TABLE))
    assert ModelLogEntry.objects.for_instance(oil).exists()


def test_the_list_says_where_each_one_stands(shopkeeper: Client, oil: Any) -> None:
    shopkeeper.post(form_of(oil), typed())
    shopkeeper.post(form_of(oil), typed(since=5, until=6))
    apply_due()
    found = main_words_of(shopkeeper.get(LIST))
    assert "Running, £14.50 again from" in found
    assert "Planned Cancel" in found


def test_a_running_price_can_be_planned_for_later_days_too(shopkeeper: Client, oil: Any) -> None:
    shopkeeper.post(form_of(oil), typed())
    apply_due()
    assert "Its price is £14.50, and £12.00 by a plan now" in main_words_of(shopkeeper.get(form_of(oil)))
    shopkeeper.post(form_of(oil), typed(since=4, until=6))
    assert PlannedPrice.objects.count() == 2


def test_end_now_brings_the_price_back(shopkeeper: Client, oil: Any) -> None:
    shopkeeper.post(form_of(oil), typed())
    apply_due()
    address = f"{LIST}{PlannedPrice.objects.get().pk}/cancel/"
    assert "costs £14.50 again" in shopkeeper.post(address, follow=True).content.decode()
    assert record_of(oil).price == Decimal("14.50")
    assert "It was over already" in shopkeeper.post(address, follow=True).content.decode()


def test_a_price_that_was_changed_meanwhile_is_left(shopkeeper: Client, oil: Any) -> None:
    shopkeeper.post(form_of(oil), typed())
    apply_due()
    record = record_of(oil)
    record.price = Decimal("13.00")
    record.save()
    answer = shopkeeper.post(f"{LIST}{PlannedPrice.objects.get().pk}/cancel/", follow=True)
    assert "had been changed meanwhile to £13.00" in main_words_of(answer)
    assert record_of(oil).price == Decimal("13.00")


def test_a_colleague_is_not_blamed_for_what_a_plan_did(shopkeeper: Client, oil: Any) -> None:
    key = record_of(oil).pk
    shopkeeper.post(form_of(oil), typed())
    apply_due()
    late = {"size": str(key), f"{key}-price": "15.00", f"{key}-shown": "14.50"}
    answer = shopkeeper.post(f"{TABLE}save/", late)
    assert "A planned price changed it from £14.50 to £12.00" in main_words_of(answer)


def test_a_big_change_is_asked_once(shopkeeper: Client, oil: Any) -> None:
    answer = shopkeeper.post(form_of(oil), typed("4.60"))
    assert "£14.50 to £4.60, −68%: sure?" in main_words_of(answer)
    shopkeeper.post(form_of(oil), typed("4.00", sure="4.60"))
    assert not PlannedPrice.objects.exists()
    shopkeeper.post(form_of(oil), typed("4.60", sure="4.60"))
    assert PlannedPrice.objects.get().price == Decimal("4.60")


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        (typed(""), "Type the price"),
        (typed("9,20"), "Type pounds and pence"),
        (typed("14.50"), "That is its price without a plan"),
        (typed() | {"until": ""}, "Choose the last day"),
        (typed() | {"since": "2020-01-01"}, "That day is over"),
        (typed(since=3, until=2), "The last day is before the first one"),
    ],
    ids=["no price", "comma", "no change", "no end", "past", "wrong order"],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(
    shopkeeper: Client, oil: Any, sent: dict[str, str], said: str
) -> None:
    answer = shopkeeper.post(form_of(oil), sent)
    assert answer.status_code == 422
    assert said in main_words_of(answer)
    field = BeautifulSoup(answer.content, "html.parser").select_one("[name=since]")
    assert field["value"] == sent["since"]
    assert not PlannedPrice.objects.exists()


def test_days_that_are_taken_are_named(shopkeeper: Client, oil: Any) -> None:
    shopkeeper.post(form_of(oil), typed())
    answer = shopkeeper.post(form_of(oil), typed("11.00", since=3, until=4))
    assert "£12.00 is planned from" in main_words_of(answer)
    assert PlannedPrice.objects.count() == 1


def test_bookkeepers_read_the_list_and_plan_nothing(shopkeeper: Client, cleo: User, oil: Any) -> None:
    shopkeeper.post(form_of(oil), typed())
    cleo.groups.add(role_group(BOOKKEEPER))
    client, plan = signed_in(cleo), PlannedPrice.objects.get()
    assert "£12.00" in main_words_of(client.get(LIST)) and "Cancel" not in main_words_of(client.get(LIST))
    assert client.get(form_of(oil)).status_code == 302
    client.post(f"{LIST}{plan.pk}/cancel/")
    plan.refresh_from_db()
    assert plan.ended_at is None
