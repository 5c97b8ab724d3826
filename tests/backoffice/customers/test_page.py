"""A customer's page, and what staff do there."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import ModelLogEntry

from guides.newsletter.models import Consent
from shop.accounts.models import User
from shop.backoffice.models import CustomerNote
from shop.mail.models import OutboxEmail
from shop.order.models import Order
from shop.privacy.address_digest import digest
from tests.guides.newsletter.sending.test_delivery import a_reader
from tests.privacy.test_personal_data import EMAIL, traces, zoe
from tests.support.cast import PASSWORD, signed_in
from tests.support.factories import a_product
from tests.support.purchases import a_paid_order
from tests.support.returns import a_return
from tests.support.roles import owner_group, packer_group, shopkeeper_group

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner(cleo: User) -> Client:
    cleo.groups.add(owner_group())
    return signed_in(cleo)


@pytest.fixture
def shopkeeper(mia: User) -> Client:
    mia.groups.add(shopkeeper_group())
    return signed_in(mia)


def page_of(user: User | None = None, order: Any = None) -> str:
    return f"/office/customers/{user.pk if user else order.number}/"


def logged() -> list[tuple[str, str, str]]:
    rows = ModelLogEntry.objects.filter(action__startswith="customer.").order_by("pk")
    return [(row.action, row.user.email, row.data.get("why", "")) for row in rows]


def test_everything_stands_on_the_page(owner: Client) -> None:
    user = zoe()
    order = Order.objects.get()
    a_return(order)
    Consent.objects.create(email_hash=digest(EMAIL), purpose="soft", action=Consent.CONFIRMED, source="x")
    page = owner.get(page_of(user)).content.decode()
    for part in (EMAIL, "Zoe Quimby", order.number, "1 Mill Lane", "“Good”, 4 out of 5", "Marigold oil"):
        assert part in page
    assert "confirmed: offers on similar products" in page and "Cancellations to answer" in page


def test_a_guest_has_a_page_and_an_order_of_an_account_leads_to_it(owner: Client, ada: User) -> None:
    order = a_paid_order()
    page = owner.get(page_of(order=order)).content.decode()
    assert order.email in page and "guest" in page and "Stop the account" not in page
    Order.objects.filter(pk=order.pk).update(user=ada, guest_email="")
    assert owner.get(page_of(order=order)).headers["Location"] == page_of(ada)
    for nobody in ("0", "99999", "PS-NONE", "9" * 30):
        assert owner.get(f"/office/customers/{nobody}/").status_code == 404


def test_a_note_is_changed_for_an_hour_and_logged_without_its_words(shopkeeper: Client, ada: User) -> None:
    shopkeeper.post(f"{page_of(ada)}note/", {"message": "Rang about oils"})
    shopkeeper.post(f"{page_of(ada)}note/", {"message": "Rang about oils"})
    note = CustomerNote.objects.get()
    shopkeeper.post(f"{page_of(ada)}note/{note.pk}/", {"message": "Rang about balms"})
    assert "Rang about balms" in shopkeeper.get(page_of(ada)).content.decode()
    CustomerNote.objects.update(created_at=timezone.now() - timedelta(hours=2))
    answer = shopkeeper.post(f"{page_of(ada)}note/{note.pk}/", {"message": "No"})
    assert answer.status_code == 422 and "for an hour" in answer.content.decode()
    assert [action for action, _, _ in logged()] == ["customer.noted", "customer.note_changed"]
    assert ada.email not in str(list(ModelLogEntry.objects.values()))


def test_a_link_goes_to_the_customer_alone(shopkeeper: Client, ada: User, ben: User) -> None:
    User.objects.filter(pk=ben.pk).update(is_active=False, email_confirmed_at=None, last_login=None)
    order = a_paid_order()
    for url in (page_of(ada), page_of(ben), page_of(order=order)):
        shopkeeper.post(f"{url}link/")
    kinds = OutboxEmail.objects.exclude(kind="order.confirmation").order_by("pk")
    assert [(row.kind, row.recipient) for row in kinds] == [
        ("customer.password_reset", ada.email),
        ("customer.confirm_email", ben.email),
        ("order.link", order.email),
    ]


def test_an_account_is_stopped_with_a_reason_and_let_in_again(owner: Client, ada: User) -> None:
    browser = signed_in(ada)
    assert owner.post(f"{page_of(ada)}stop/", {"reason": ""}).status_code == 422
    owner.post(f"{page_of(ada)}stop/", {"reason": "card testing"})
    assert browser.get("/account/").status_code == 302
    assert not Client().login(username=ada.email, password=PASSWORD)
    owner.post(f"{page_of(ada)}link/")
    assert not OutboxEmail.objects.exists()
    owner.post(f"{page_of(ada)}stop/", {"reason": "it wasn’t them"})
    ada.refresh_from_db()
    assert ada.is_active and browser.get("/account/").status_code == 302
    assert OutboxEmail.objects.get().kind == "customer.password_reset"
    assert logged() == [
        ("customer.stopped", "cleo@example.com", "card testing"),
        ("customer.let_in", "cleo@example.com", "it wasn’t them"),
    ]


def test_a_stopped_account_never_passes_for_one_to_be_confirmed(owner: Client, ada: User) -> None:
    User.objects.filter(pk=ada.pk).update(email_confirmed_at=None, last_login=None)
    owner.post(f"{page_of(ada)}stop/", {"reason": "card testing"})
    ada.refresh_from_db()
    assert not ada.may_get_links


@pytest.mark.parametrize("deed", ["stop", "erase"])
def test_nobody_stops_or_erases_a_colleague_or_themselves(
    deed: str, owner: Client, cleo: User, mia: User
) -> None:
    mia.groups.add(packer_group())
    for person in (cleo, mia):
        bought = a_paid_order(a_product(person.email))
        Order.objects.filter(pk=bought.pk).update(user=person, guest_email="")
        owner.post(f"{page_of(person)}{deed}/", {"reason": "x", "typed_email": person.email})
        person.refresh_from_db()
        assert person.is_active and person.email
    assert logged() == []


def test_shopkeepers_neither_stop_nor_hand_out_nor_erase(shopkeeper: Client, ada: User) -> None:
    page = shopkeeper.get(page_of(ada)).content.decode()
    assert "Stop the account" not in page and "What we hold" not in page and "/erase/" not in page
    for deed in ("stop", "data", "erase"):
        shopkeeper.post(f"{page_of(ada)}{deed}/", {"reason": "x", "typed_email": ada.email})
    assert User.objects.get(pk=ada.pk).is_active and logged() == []


def test_what_is_held_comes_as_a_file_and_is_logged(owner: Client) -> None:
    user = zoe()
    owner.post(f"{page_of(user)}note/", {"message": "Rang about oils"})
    answer = owner.post(f"{page_of(user)}data/")
    held = json.loads(answer.content)
    assert held["account"][0]["email"] == EMAIL and "Rang about oils" in str(held["notes about you"])
    assert (
        "attachment" in answer.headers["Content-Disposition"]
        and "no-store" in answer.headers["Cache-Control"]
    )
    assert logged()[-1][0] == "customer.handed_out"


def test_erasing_says_before_what_goes_and_what_stays(owner: Client) -> None:
    user = zoe()
    before = traces()
    page = owner.get(f"{page_of(user)}erase/").content.decode()
    assert "Removed: your account" in page and "Kept: 1 order" in page and "six years" in page
    assert traces() == before and User.objects.filter(pk=user.pk).exists()
    wrong = owner.post(f"{page_of(user)}erase/", {"typed_email": "other@example.com"})
    assert wrong.status_code == 422 and User.objects.filter(pk=user.pk).exists()


def test_erasing_leaves_the_orders_and_a_log_without_the_person(owner: Client) -> None:
    user = zoe()
    owner.post(f"{page_of(user)}note/", {"message": "Zoe Quimby rang"})
    owner.post(f"{page_of(user)}stop/", {"reason": "Zoe Quimby asked"})
    said = owner.post(f"{page_of(user)}erase/", {"typed_email": EMAIL.upper()}).content.decode()
    assert "our notes about you" in said and "Kept: 1 order" in said
    at_simulated_stripe = {"payment.SimulatedKey", "payment.SimulatedObject"}
    assert traces() - at_simulated_stripe <= {"order.Order", "order.ShippingAddress", "mail.OutboxEmail"}
    assert [action for action, _, _ in logged()] == ["customer.erased"]


def test_a_guest_is_erased_too(owner: Client) -> None:
    order = a_paid_order(gift_message="For Bo")
    a_reader(order.email)
    said = owner.post(f"{page_of(order=order)}erase/", {"typed_email": order.email}).content.decode()
    assert "Removed: your newsletter subscription" in said and "your messages for gifts" in said


def test_the_search_box_finds_customers(owner: Client, ada: User) -> None:
    answer = owner.get("/office/search/", {"q": "ada@example"})
    assert answer.headers["Location"] == page_of(ada)
