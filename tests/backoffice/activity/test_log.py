"""The log of what staff change: who, what, before and after, from where. Entries are only added."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from shop.accounts.models import User
from shop.backoffice.activity.acting import shortened
from shop.backoffice.customers.log import log_deed
from shop.catalogue.models import Product, SkinNeed
from shop.integrity.append_only import retention
from shop.integrity.immutable_rows import NeverEdited
from shop.partner.models import StockRecord
from shop.shipping.models import DeliveryRate
from tests.backoffice.offers.test_form import sent
from tests.support.cast import signed_in
from tests.support.factories import a_product
from tests.support.html import main_words_of
from tests.support.purchases import a_paid_order
from tests.support.roles import owner_group, shopkeeper_group

pytestmark = pytest.mark.django_db
PAGE = "/office/activity/"


@pytest.fixture
def owner(cleo: User) -> Client:
    cleo.groups.add(owner_group())
    return signed_in(cleo)


def changes() -> list[tuple[str, str, list[list[str]]]]:
    entries = ModelLogEntry.objects.order_by("pk")
    return [(row.label, row.user.email, row.data["changes"]) for row in entries]


def test_a_price_stands_in_the_log_before_and_after(cleo: User) -> None:
    cleo.groups.add(shopkeeper_group())
    product = a_product(price="9.00")
    key = product.stockrecords.get().pk
    sent = {"size": str(key), f"{key}-shown": "9.00", f"{key}-price": "10.00"}
    assert signed_in(cleo).post("/office/prices/save/", sent).status_code == 302
    record = StockRecord._meta.get_field("price").verbose_name
    assert changes() == [(str(product), cleo.email, [[f"Stock record: {record}", "9.00", "10.00"]])]


def test_each_zone_whose_price_follows_has_an_entry(owner: Client) -> None:
    page = BeautifulSoup(owner.get("/office/shop-settings/delivery-prices/").content, "html.parser")
    fields = page.select("form[action$='save/'] input[name]:not([type=checkbox]:not([checked]))")
    data = {str(field["name"]): str(field.get("value", "on")) for field in fields}
    owner.post("/office/shop-settings/delivery-prices/save/", data | {"uk-price": "4.25"})
    changed = DeliveryRate.objects.filter(method_code="standard", price="4.25").count()
    assert changed > 1 and len(changes()) == changed
    assert all(told[0][2] == "4.25" for _, _, told in changes())


def test_what_is_saved_without_a_change_leaves_nothing(owner: Client) -> None:
    need = SkinNeed.objects.create(name="Dry skin", slug="dry-skin")
    form = {"name": need.name, "slug": need.slug, "position": need.position}
    assert owner.post(f"/office/lists/skin-needs/{need.pk}/", form).status_code == 302
    assert changes() == []


def test_what_is_deleted_is_named(owner: Client, cleo: User) -> None:
    need = SkinNeed.objects.create(name="Dry skin", slug="dry-skin")
    owner.post(f"/office/lists/skin-needs/{need.pk}/delete/")
    entry = ModelLogEntry.objects.get()
    assert (entry.action, entry.label, entry.user) == ("office.deleted", str(need), cleo)


def test_shoppers_and_tasks_leave_no_entry(ada: User) -> None:
    product = a_product()
    Product.objects.get(pk=product.pk).save()
    signed_in(ada).post(f"/basket/add/{product.pk}/", {"quantity": 1})
    a_paid_order(a_product("Rose water"))
    assert not ModelLogEntry.objects.exists()


def test_an_entry_has_the_network_and_not_the_address(cleo: User) -> None:
    cleo.groups.add(owner_group())
    SkinNeed.objects.create(name="Dry skin", slug="dry-skin")
    need = SkinNeed.objects.get()
    browser = signed_in(cleo)
    browser.post(f"/office/lists/skin-needs/{need.pk}/delete/", REMOTE_ADDR="198.51.100.77")
    assert ModelLogEntry.objects.get().data["from"] == "198.51.100.0/24"
    assert shortened("2001:db8:1:2::7") == "2001:db8:1::/48" and shortened("unknown") == ""


def test_the_page_says_who_changed_what_before_and_after(owner: Client, cleo: User, ada: User) -> None:
    product = a_product()
    change = ["price", "9.00", "10.00"]
    log(product, "office.changed", user=cleo, data={"changes": [change], "from": "198.51.100.0/24"})
    log(a_product("Rose water"), "office.deleted", user=ada, data={"changes": []})
    log_deed(email="wilma@example.com", action="customer.stopped", by=cleo, why="card testing")
    page = owner.get(PAGE).content.decode()
    assert "card testing" in page and "wilma" not in page
    for part in (str(product), "price: 9.00 → 10.00", "from 198.51.100.0/24", "Rose water", "3 entries"):
        assert part in page
    for asked in ({"user": cleo.pk}, {"action": "office.changed"}, {"label": "Sunflower"}):
        page = owner.get(f"{PAGE}results/", asked).content.decode()
        assert (asked, str(product) in page, "Rose water" in page) == (asked, True, False)
    tomorrow = f"{timezone.localdate() + timedelta(days=1):%Y-%m-%d}"
    assert (
        "No entry is like this" in owner.get(f"{PAGE}results/", {"timestamp_from": tomorrow}).content.decode()
    )


def test_the_file_has_what_is_filtered_and_no_formula(owner: Client, cleo: User) -> None:
    log(a_product(), "office.changed", user=cleo, data={"changes": [["title", "", "=HYPERLINK(1)"]]})
    answer = owner.get(PAGE, {"export": "csv", "action": "office.changed"})
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    assert "title: =HYPERLINK(1)" in text and "Sunflower oil" in text and "\n=" not in text
    assert owner.get(PAGE, {"export": "xlsx"}).status_code == 200


def test_code_changes_and_deletes_no_entry(cleo: User) -> None:
    log(a_product(), "office.changed", user=cleo)
    entry = ModelLogEntry.objects.get()
    for act in (entry.save, entry.delete, ModelLogEntry.objects.all().delete):
        with pytest.raises(NeverEdited), transaction.atomic():
            act()
    assert ModelLogEntry.objects.exists()


@pytest.mark.postgres
def test_sql_changes_and_deletes_no_entry(cleo: User) -> None:
    log(a_product(), "office.changed", user=cleo)
    for sql in ("UPDATE wagtailcore_modellogentry SET label = 'x'", "DELETE FROM wagtailcore_modellogentry"):
        with pytest.raises(IntegrityError), transaction.atomic():
            connection.cursor().execute(sql)
    with transaction.atomic(), retention():
        ModelLogEntry.objects.all().delete()
    assert not ModelLogEntry.objects.exists()


def test_offers_and_prices_have_the_words_of_the_office(owner: Client) -> None:
    """Not those of the tables: conditional offer, voucher, benefit, range, stock record."""
    product = a_product(price="9.00")
    key = product.stockrecords.get().pk
    owner.post("/office/prices/save/", {"size": str(key), f"{key}-shown": "9.00", f"{key}-price": "10.00"})
    assert owner.post("/office/offers/new/", sent()).status_code == 302
    said = main_words_of(owner.get(PAGE)).lower()
    assert "(offer)" in said and "(code)" in said and "9.00 → 10.00" in said
    for word in ("conditional offer", "(voucher)", "(benefit)", "range:", "stock record"):
        assert word not in said
