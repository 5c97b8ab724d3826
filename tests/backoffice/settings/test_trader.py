"""The trader's details: looked at, saved, and then on pages, in emails, structured data and new invoices."""

from dataclasses import asdict
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.test import Client
from wagtail.models import ModelLogEntry

from guides.page.structured_data import _shop
from shop.documents.page import page_context
from shop.mail.compose import identity
from shop.trader.details import first_trader, stored_trader
from shop.trader.models import TraderDetails
from tests.support.factories import a_product
from tests.support.html import single_spaced
from tests.support.pages import an_index
from tests.support.purchases import a_paid_order

pytestmark = pytest.mark.django_db
HERE = "/office/shop-settings/trader/"
STREET = "7 Lime Walk, Stroud, GL5 2BB"
OLD = "4 Orchard Mill"
SHOWN = ("/", "/shop/", "/basket/")


def sent(**changed: str) -> dict[str, str]:
    return asdict(first_trader()) | {"address": STREET, "company_number": "01234567"} | changed


def saved(owner: Client, seen: int = 0, **changed: str) -> Any:
    return owner.post(f"{HERE}save/", sent(**changed) | {"seen": str(seen)})


@pytest.fixture
def moved(owner: Client, settings: Any, django_capture_on_commit_callbacks: Any) -> None:
    """Pages with the old address are in the page cache; then the shop moved."""
    settings.PAGE_CACHE = True
    an_index()
    for path in SHOWN:
        assert OLD in single_spaced(Client().get(path))
    with django_capture_on_commit_callbacks(execute=True):
        assert saved(owner).status_code == 302


@pytest.mark.parametrize("path", SHOWN)
def test_pages_have_the_new_address_at_once(path: str, moved: None) -> None:
    page = single_spaced(Client().get(path))
    assert STREET in page and OLD not in page


def test_emails_and_structured_data_have_it(moved: None) -> None:
    assert STREET in render_to_string("mail/sender.txt", identity())
    assert _shop()["address"] == STREET


def test_new_documents_have_it_and_issued_ones_keep_theirs(
    owner: Client, django_capture_on_commit_callbacks: Any
) -> None:
    oil = a_product(stock=9)
    before = a_paid_order(oil).documents.get()
    with django_capture_on_commit_callbacks(execute=True):
        saved(owner)
    after = a_paid_order(oil).documents.get()
    said = [render_to_string("documents/pdf/document.html", page_context(one)) for one in (before, after)]
    assert OLD in said[0] and STREET not in said[0]
    assert STREET in said[1] and OLD not in said[1]


def test_it_is_shown_before_it_is_saved(owner: Client) -> None:
    page = single_spaced(owner.get(HERE, sent()))
    assert "How it looks" in page and "Save and show it everywhere" in page
    assert page.count(STREET) > 3
    assert not TraderDetails.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "beside"),
    [
        ({"name": ""}, "name"),
        ({"address": ""}, "address"),
        ({"address": "PO Box 12, Stroud, GL5 1AA"}, "address"),
        ({"address": "4 Orchard Mill, Stroud"}, "address"),
        ({"email": "hello"}, "email"),
        ({"phone": "ring us"}, "phone"),
        ({"company_number": "ABC"}, "company_number"),
        ({"company_number": ""}, "company_number"),
        ({"company_number": "SC123456"}, "registered_in"),
        ({"registered_in": ""}, "registered_in"),
        ({"vat_number": ""}, "vat_number"),
        ({"vat_number": "GB999999974"}, "vat_number"),
    ],
)
def test_a_wrong_value_is_named_beside_its_field(wrong: dict[str, str], beside: str, owner: Client) -> None:
    answer = saved(owner, **wrong)
    assert answer.status_code == 422
    assert beside in answer.context["form"].errors
    assert not TraderDetails.objects.exists()


def test_nothing_typed_is_lost(owner: Client) -> None:
    answer = owner.get(HERE, sent(vat_number="GB1"))
    assert answer.status_code == 422
    assert STREET in single_spaced(answer) and 'value="GB1"' in single_spaced(answer)


def test_a_sole_trader_needs_no_numbers(owner: Client, settings: Any) -> None:
    settings.VAT_REGISTERED = False
    saved(owner, name="Ann Lee trading as Plainsong", company_number="", registered_in="", vat_number="")
    assert stored_trader().company_number == "" and stored_trader().vat_number == ""


def test_numbers_are_stored_as_the_registers_write_them(owner: Client) -> None:
    saved(owner, company_number="1234567", vat_number="gb 999 9999 73")
    assert (stored_trader().company_number, stored_trader().vat_number) == ("01234567", "GB999999973")


def test_the_page_and_the_log_say_who_changed_what(owner: Client) -> None:
    saved(owner)
    saved(owner, seen=1, phone="01632 960 999")
    assert f"Telephone “{first_trader().phone}” to “01632 960 999”" in single_spaced(owner.get(HERE))
    entry = ModelLogEntry.objects.latest("pk")
    assert entry.user.email == "cleo@example.com"
    assert entry.data["changes"] == [["telephone", first_trader().phone, "01632 960 999"]]


def test_whoever_saw_older_details_keeps_what_was_typed(owner: Client) -> None:
    saved(owner)
    answer = saved(owner, phone="01632 960 999")
    assert answer.status_code == 422
    shown = single_spaced(answer)
    assert "A colleague has changed the details" in shown and "01632 960 999" in shown


def test_shopkeepers_look_and_change_nothing(staff: Client) -> None:
    page = single_spaced(staff.get(HERE))
    assert OLD in page and "See how it looks" not in page
    saved(staff)
    assert not TraderDetails.objects.exists()
