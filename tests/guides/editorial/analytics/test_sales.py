"""What a guide sells, from the link to the paid order."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from oscar.core.loading import get_model

from guides.attribution_links import carrying
from guides.editorial.analytics.page_views import count
from guides.editorial.analytics.sales import report
from guides.models import GuidePage
from shop.basket.attribution import attribution_of
from shop.demo.sales import load_sales
from shop.order.models import Line as OrderLine
from shop.order.models import Order
from shop.reports.attributed_sales import sold_by_source
from tests.guides.editorial.guides import a_series
from tests.payment.refunds import give_back
from tests.support import factories, pages
from tests.support.cast import access, signed_in
from tests.support.html import html_of
from tests.support.purchases import a_paid_order, place, started, sync_attempt, tries_card

pytestmark = pytest.mark.django_db
SHOP_URL = settings.SHOP_URL


@pytest.mark.parametrize(
    ("sent", "referer", "source"),
    [
        ({"from": "guide-12"}, "", "guide-12"),
        ({}, "https://plainsong.example/shop/oil/?from=guide-12", "guide-12"),
        ({"from": "guide-1"}, "https://plainsong.example/shop/oil/?from=guide-2", "guide-1"),
        ({"from": "<script>"}, "", ""),
        ({"from": "guide-" + "9" * 50}, "", ""),
        ({}, "https://plainsong.example/shop/oil/", ""),
    ],
)
def test_source_is_read_from_form_or_address(sent, referer, source):
    assert attribution_of(sent=sent, referer=referer) == source


def basket_line(**how) -> str:
    product = factories.a_product()
    Client().post(reverse("basket:add", args=[product.pk]), {"quantity": "1"} | how.pop("sent", {}), **how)
    return get_model("basket", "Line").objects.get().source


def test_form_in_a_guide_marks_the_basket_line():
    assert basket_line(sent={"from": "guide-7"}) == "guide-7"


def test_product_page_opened_from_a_guide_marks_the_basket_line():
    assert basket_line(headers={"Referer": "http://testserver/shop/oil/?from=guide-7"}) == "guide-7"


def test_other_ways_leave_it_blank():
    assert basket_line() == ""


def bought(source: str, *, pay: bool = True):
    title = f"Oil {OrderLine.objects.count()}"
    basket = factories.a_basket(factories.a_product(title, price="14.50"))
    basket.lines.update(source=source)
    order = place(basket)
    if pay:
        attempt = started(order)
        tries_card(attempt)
        sync_attempt(attempt=attempt)
    return order


def test_order_line_keeps_the_source():
    order = bought("guide-7", pay=False)
    assert OrderLine.objects.get(order=order).source == "guide-7"


def test_report_shows_the_sale_made_from_a_guide():
    (page,) = a_series("One")
    bought(f"guide-{page.pk}")
    bought(f"guide-{page.pk}", pay=False)
    (group,) = report(days=30, today=timezone.localdate())
    sold = group.rows[0].sold
    assert (sold.baskets, sold.orders, sold.revenue) == (2, 1, Decimal("14.50"))
    assert str(group.sold.revenue) == str(sold.revenue) == "14.50"


def test_report_tells_how_many_read_on():
    today = timezone.localdate()
    first, second = a_series("One", "Two")
    for _ in range(4):
        count(guide_id=first.pk, came_from=None, today=today)
    count(guide_id=second.pk, came_from=first.pk, today=today)
    (group,) = report(days=30, today=today)
    assert [(row.views, row.share) for row in group.rows] == [(4, None), (1, 25)]


def test_older_days_are_not_in_it():
    today = timezone.localdate()
    (page,) = a_series("One")
    count(guide_id=page.pk, came_from=None, today=today - timedelta(days=40))
    assert report(days=30, today=today)[0].views == 0
    assert report(days=90, today=today)[0].views == 1


def test_report_takes_the_same_queries_for_many_guides(django_assert_max_num_queries):
    a_series(*(f"Part{number}" for number in range(12)))
    with django_assert_max_num_queries(9):
        report(days=30, today=timezone.localdate())


def test_report_is_for_the_cms(ada, nora):
    a_series("One")
    assert access(reverse("desk-sales"), {"visitor": None, "ada": ada}) == {"visitor": 302, "ada": 302}
    assert "What guides sell" in signed_in(nora).get(reverse("desk-sales"), {"days": "x"}).content.decode()


def test_product_in_a_guide_carries_the_guide():
    product = factories.a_product()
    (page,) = a_series("One")
    body = [{"type": "product", "value": {"product": product.pk, "note": ""}, "id": "a"}]
    page.body = GuidePage.body.field.stream_block.to_python(body)
    page.save()
    shown = html_of(page.make_preview_request())
    assert f'name="from" value="guide-{page.pk}"' in shown
    assert f"?from=guide-{page.pk}" in shown


@pytest.mark.parametrize(
    ("href", "marked"),
    [
        ("/shop/oil/", "/shop/oil/?from=guide-7"),
        (f"{SHOP_URL}/shop/oil/", f"{SHOP_URL}/shop/oil/?from=guide-7"),
        ("/shop/oil/?size=3#reviews", "/shop/oil/?from=guide-7&amp;size=3#reviews"),
        ("/shop/oil/?from=guide-2&amp;size=3", "/shop/oil/?from=guide-7&amp;size=3"),
        ("/shop/oil/#reviews", "/shop/oil/?from=guide-7#reviews"),
        ("/shop/category/oils/", "/shop/category/oils/"),
        ("/shop/", "/shop/"),
        ("https://elsewhere.example/shop/oil/", "https://elsewhere.example/shop/oil/"),
        ("/guides/", "/guides/"),
    ],
)
def test_link_to_a_product_in_running_text_carries_the_guide(href, marked, settings):
    html = carrying(f'<p>A <a class="x" href="{href}">link</a>.</p>', source="guide-7")
    assert html == f'<p>A <a class="x" href="{marked}">link</a>.</p>'


def test_running_text_of_a_guide_carries_it():
    guide = pages.a_guide(body=[pages.text('<p><a href="/shop/oil/">Oil</a></p>')])
    assert f'href="/shop/oil/?from=guide-{guide.pk}"' in Client().get(guide.url).content.decode()


def test_simulated_orders_count_in_the_demo_only_and_are_marked(nora, settings):
    (page,) = a_series("One")
    bought(f"guide-{page.pk}")
    assert "Examples, not sales" in signed_in(nora).get(reverse("desk-sales")).content.decode()
    settings.PAYMENTS = "stripe"
    (group,) = report(days=30, today=timezone.localdate())
    assert (group.sold.orders, group.sold.revenue) == (0, Decimal("0.00"))
    assert "Examples, not sales" not in signed_in(nora).get(reverse("desk-sales")).content.decode()


def test_real_orders_count(settings):
    (page,) = a_series("One")
    bought(f"guide-{page.pk}")
    Order.objects.update(simulated=False)
    settings.PAYMENTS = "stripe"
    assert report(days=30, today=timezone.localdate())[0].sold.orders == 1


def test_demo_has_paid_orders_made_from_guides():
    product = factories.a_product()
    guide = pages.a_guide(body=[("product", {"product": product.pk, "note": ""})])
    assert load_sales() == 1
    order = Order.objects.get()
    assert (order.status, order.simulated, order.lines.get().source) == ("Paid", True, f"guide-{guide.pk}")
    assert load_sales() == 0


def test_revenue_is_net_of_refunds():
    order = a_paid_order(factories.a_product("Refunded oil"))
    order.lines.update(source="guide-1")
    give_back(order, 900)
    since = timezone.now() - timedelta(days=1)
    assert sold_by_source(kind="guide", since=since)["guide-1"].revenue == Decimal("7.43")
