"""Today: what waits for each role, in numbers, with one click to it."""

import re
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from shop.accounts.models import User
from shop.backoffice.roles import BOOKKEEPER, OWNER, PACKER, SHOPKEEPER, WRITER, Role, role_group
from shop.catalogue.models import Certificate
from shop.london import london
from shop.monitoring.models import Heartbeat
from shop.monitoring.status import health
from shop.order.models import Order
from shop.partner.models import StockRecord
from tests.support.cast import signed_in
from tests.support.factories import a_product
from tests.support.packing import a_batch
from tests.support.purchases import a_paid_order
from tests.support.returns import a_return

pytestmark = pytest.mark.django_db


def today(user: User, role: Role) -> BeautifulSoup:
    user.groups.add(role_group(role))
    return BeautifulSoup(signed_in(user).get("/office/").content, "html.parser")


def headings(page: BeautifulSoup) -> list[str]:
    return [heading.get_text(strip=True) for heading in page.select(".office-panel h2")]


WRITING = ["My drafts", "Waits for me", "Due", "Went live", "Sold in 30 days"]


@pytest.mark.parametrize(
    ("role", "panels"),
    [
        (OWNER, ["Pack now", "Answer", "Shelf", "Takings", "Shop", *WRITING]),
        (SHOPKEEPER, ["Pack now", "Answer", "Shelf", "Takings", "Shop"]),
        (PACKER, ["Pack now", "Answer", "Shelf"]),
        (BOOKKEEPER, ["Answer", "Takings"]),
        (WRITER, WRITING),
    ],
    ids=lambda value: value.label if isinstance(value, Role) else "",
)
def test_each_role_has_its_own_panels(role: Role, panels: list[str], ben: User) -> None:
    assert headings(today(ben, role)) == panels


def test_parcels_are_counted_and_lead_to_the_packing_list(ben: User) -> None:
    oil = a_product()
    a_paid_order(oil)
    Order.objects.filter(pk=a_paid_order(oil).pk).update(shipping_code="express")
    link = today(ben, PACKER).select_one(".office-panel a")
    assert link is not None
    assert link.get_text(strip=True) == "2 parcels to pack: 1 express"
    assert link["href"] == "/office/packing/"


def test_notes_and_late_parcels_are_told(ben: User) -> None:
    order = a_paid_order()
    order.notes.create(message="Ring twice", note_type="Info")
    Order.objects.update(delivery_rule={"promised": ["2026-01-02", "2026-01-03"]})
    assert "1 parcel to pack: 1 with a note, 1 past the promised day" in today(ben, PACKER).get_text()


def test_a_return_names_its_last_day_and_leads_to_the_list(ben: User) -> None:
    row = a_return(a_paid_order())
    due = london(row.told_on + timedelta(days=14))
    link = today(ben, SHOPKEEPER).find("a", href="/office/returns/")
    assert link and f"1 return to look after, the first by {due}" in link.get_text()


def test_a_batch_and_a_certificate_that_end_soon_are_told(ben: User) -> None:
    soon = timezone.localdate() + timedelta(days=59)
    near = timezone.localdate() + timedelta(days=settings.BATCH_OFF_SALE_DAYS + 30)
    oil, began = a_product(), soon - timedelta(days=365)
    a_batch(oil, "L1", best_before=near)
    a_batch(oil, "L2", best_before=near + timedelta(days=1))
    Certificate.objects.create(body="Soil", licence_number="1", valid_from=began, valid_to=soon)
    text = today(ben, SHOPKEEPER).get_text()
    assert "1 batch goes off sale within 30 days" in text
    assert f"Soil 1 ends on {london(soon)}" in text


def test_stock_that_does_not_add_up_is_named(ben: User) -> None:
    record = a_product("Marigold oil", stock=5).stockrecords.get()
    type(record).objects.filter(pk=record.pk).update(num_in_stock=6)
    assert "6 in stock, 5 by its movements" in today(ben, PACKER).get_text()


def test_the_owner_reads_what_does_not_run(ben: User) -> None:
    Heartbeat.objects.all().delete()
    words = next(part.problem for part in health() if part.name == "worker")
    urgent = today(ben, OWNER).select(".office-panel__urgent")
    assert words in [line.get_text(strip=True) for line in urgent]


def test_the_number_of_queries_does_not_grow(ben: User) -> None:
    oil = a_product(stock=20)
    today(ben, OWNER)
    client, counts = signed_in(ben), []
    client.get("/office/")  # the first request of a browser stores its session
    for _ in range(2):
        a_return(a_paid_order(oil))
        with CaptureQueriesContext(connection) as queries:
            client.get("/office/")
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_nothing_to_do_is_one_calm_line(ben: User) -> None:
    assert today(ben, PACKER).select_one(".office-panel li").get_text(strip=True) == "Nothing to do."


def test_what_is_sold_out_and_low_is_said(ben: User) -> None:
    for stock in (0, 2, 9):
        a_product(f"Oil {stock}", stock=stock)
    StockRecord.objects.update(low_stock_threshold=5)
    text = today(ben, SHOPKEEPER).get_text()
    assert "1 size sold out" in text and "1 size running low" in text


def test_sizes_of_drafts_are_not_sold_out_and_the_link_shows_what_is_counted(ben: User) -> None:
    a_product("On sale", stock=0)
    draft = a_product("Draft", stock=0)
    type(draft).objects.filter(pk=draft.pk).update(is_public=False)
    link = today(ben, SHOPKEEPER).find("a", string=re.compile("sold out"))
    assert "1 size sold out" in link.get_text()
    page = signed_in(ben).get(link["href"]).content.decode()
    assert "On sale, 100 ml" in page and "Draft" not in page


def test_takings_are_of_real_orders_only(ben: User) -> None:
    a_paid_order()
    assert "Yesterday: £0.00 from 0 orders" in today(ben, BOOKKEEPER).get_text()


@pytest.mark.parametrize(
    ("role", "labels"),
    [
        (PACKER, ["Pack and send", "Find an order", "Receive stock"]),
        (BOOKKEEPER, ["Find an order", "VAT of a period"]),
        (WRITER, []),
    ],
    ids=lambda value: value.label if isinstance(value, Role) else "",
)
def test_shortcuts_lead_only_where_a_role_may_go(cleo: User, role: Role, labels: list[str]) -> None:
    links = today(cleo, role).select(".office-shortcuts a")
    assert [link.get_text(strip=True) for link in links] == labels
    assert {signed_in(cleo).get(link["href"]).status_code for link in links} <= {200}
