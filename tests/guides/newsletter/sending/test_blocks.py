"""The blocks of a newsletter in the email: prices of the day it is sent, columns, buttons."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone
from wagtail.blocks import StructBlockValidationError

from guides.newsletter.blocks import LetterButtonBlock, NewsletterBody
from guides.newsletter.models import Newsletter
from guides.newsletter.sending import message, schedule
from shop.catalogue.models import Product
from tests.support.factories import a_product

pytestmark = pytest.mark.django_db


def a_letter(*body: tuple[str, Any], **fields: Any) -> Newsletter:
    stored = NewsletterBody().to_python([{"type": kind, "value": value} for kind, value in body])
    return Newsletter.objects.create(subject="Hello", body=stored, **fields)


def about(product: Product, **more: str) -> tuple[str, dict[str, str]]:
    return "product", {"slug": product.slug, "note": "", "button": "See it", **more}


def button(label: str) -> dict[str, Any]:
    return {"type": "button", "value": {"label": label, "page": None, "address": "/shop/"}}


def reprice(product: Product, price: str) -> None:
    record = product.stockrecords.get()
    record.price = Decimal(price)
    record.save()


def test_product_has_its_price_and_a_button() -> None:
    product = a_product("Oil", price="14.50")
    composed = message.compose(a_letter(about(product)))
    assert "£14.50" in composed.html and "£14.50" in composed.text and "See it" in composed.html
    assert "Prices with VAT on" in composed.html


def test_price_is_that_of_the_moment_when_sending_begins(clock: Any) -> None:
    product = a_product("Oil", price="14.50")
    letter = a_letter(about(product))
    schedule.schedule(newsletter=letter, at=timezone.now() + timedelta(days=1))
    reprice(product, "9.90")
    clock.shift(timedelta(days=2))
    schedule.begin(newsletter=letter)
    letter.refresh_from_db()
    assert "£9.90" in letter.frozen_html and "£14.50" not in letter.frozen_html + letter.frozen_text
    reprice(product, "12.00")
    letter.refresh_from_db()
    assert "£9.90" in letter.frozen_html


def test_letter_of_an_automation_names_no_price() -> None:
    product = a_product("Oil", price="14.50")
    composed = message.compose(a_letter(about(product), state=Newsletter.AUTOMATIC))
    assert "£" not in composed.html + composed.text and "Oil" in composed.html


def test_columns_are_a_table_in_outlook_and_stack_elsewhere() -> None:
    columns = {"left": [button("One")], "right": [button("Two")]}
    html = message.compose(a_letter(("columns", columns))).html
    assert html.count("<!--[if mso]>") == 3 and 'width="268"' in html
    found = BeautifulSoup(html, "html.parser").find_all("div", class_="column")
    assert [one.get_text(strip=True) for one in found] == ["One", "Two"]
    assert all("max-width: 268px" in str(one["style"]) for one in found)


def test_button_is_a_cell_with_its_colour_as_an_attribute() -> None:
    html = message.compose(a_letter(("button", button("Go")["value"]))).html
    cell = BeautifulSoup(html, "html.parser").find("td", class_="button-cell")
    assert cell and cell["bgcolor"] == "#4d6542" and "padding" in str(cell["style"])


@pytest.mark.parametrize("address", ["", None])
def test_button_needs_one_target(address: str | None) -> None:
    block = LetterButtonBlock()
    with pytest.raises(StructBlockValidationError):
        block.clean(block.to_python({"label": "Go", "page": None, "address": address or ""}))


def test_link_that_broke_before_sending_makes_it_a_draft_again(clock: Any) -> None:
    product = a_product("Oil")
    body = [about(product), ("text", '<p><a href="/shop/">Shop</a></p>')]
    letter = a_letter(*body)
    schedule.schedule(newsletter=letter)
    Newsletter.objects.update(body=a_letter(body[0], ("text", '<p><a href="/no/">No</a></p>')).body)
    letter.refresh_from_db()
    schedule.begin(newsletter=letter)
    letter.refresh_from_db()
    assert letter.state == Newsletter.DRAFT
