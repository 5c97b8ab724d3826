"""Legal pages say one thing: each rule has one wording, and figures come from the data."""

from decimal import Decimal
from html import unescape
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.utils.html import strip_tags

from guides.demo.pages import load_pages
from shop.shipping import dates
from shop.shipping.models import DeliveryRate

pytestmark = pytest.mark.django_db
RULES = ("how_to_cancel", "seals", "refund_times")


@pytest.fixture
def pages(settings: Any, tmp_path: Any) -> dict[str, str]:
    settings.MEDIA_ROOT = tmp_path
    load_pages(pictures=False)
    return {name: Client().get(f"/{name}/").content.decode() for name in ("terms", "returns", "delivery")}


def plain(html: str) -> str:
    return " ".join(unescape(strip_tags(html)).split())


@pytest.mark.parametrize("rule", RULES)
def test_terms_and_returns_say_each_rule_in_the_same_words(pages: dict[str, str], rule: str) -> None:
    words = plain(render_to_string(f"components/legal/{rule}.html"))
    assert words in plain(pages["terms"]) and words in plain(pages["returns"])


@pytest.mark.parametrize("name", ["terms", "returns"])
def test_the_online_form_is_linked_and_answers(pages: dict[str, str], name: str, settings: Any) -> None:
    assert f'href="{settings.SHOP_URL}/orders/"' in pages[name]
    assert Client().get("/orders/").status_code == 200


@pytest.mark.usefixtures("pages")
def test_every_delivery_price_stands_on_its_page(django_capture_on_commit_callbacks: Any) -> None:
    rate = DeliveryRate.objects.filter(is_active=True).earliest("pk")
    rate.price = Decimal("4.27")
    with django_capture_on_commit_callbacks(execute=True):  # these end the stored copy of the page
        rate.save()
    page = plain(Client().get("/delivery/").content.decode().replace("<", " <"))
    rates = DeliveryRate.objects.filter(is_active=True)
    rows = [f"{one.zone_name} {one.get_method_code_display()} £{one.price}" for one in rates]
    assert any("£4.27" in row for row in rows)
    assert [row for row in rows if row not in page] == []


def test_the_days_left_out_are_those_of_the_rule(pages: dict[str, str]) -> None:
    assert dates.SATURDAY == 5
    assert "leave out Saturdays, Sundays and bank holidays" in plain(pages["delivery"])


def test_nothing_says_e_mail(pages: dict[str, str]) -> None:
    assert [name for name, page in pages.items() if "e-mail" in plain(page)] == []
