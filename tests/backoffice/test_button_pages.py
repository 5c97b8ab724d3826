"""An address that takes a form alone, reloaded by the browser, is no empty page."""

import pytest
from django.test import Client

from tests.support.html import words_of
from tests.support.purchases import a_paid_order

pytestmark = pytest.mark.django_db


def test_the_reload_of_a_button_leads_back_to_its_page(packer: Client) -> None:
    order = a_paid_order()
    answer = packer.get(f"/office/packing/{order.number}/missing/{order.lines.get().pk}/?page=1")
    assert answer.status_code == 405 and "Nothing was changed" in words_of(answer)
    assert b'href="/office/packing/"' in answer.content


def test_the_closest_page_above_is_offered(staff: Client) -> None:
    order = a_paid_order()
    answer = staff.get(f"/office/orders/{order.number}/delivered/")
    assert f'href="/office/orders/{order.number}/"'.encode() in answer.content


def test_elsewhere_in_the_shop_the_answer_stays_empty(client: Client) -> None:
    assert not client.get("/basket/add/1/").content
