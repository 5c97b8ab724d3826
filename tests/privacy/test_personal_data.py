"""Every table with personal data is exported and erased; erasing leaves only what the law asks for."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import models
from django.test import Client
from django.utils import timezone
from oscar.core.loading import get_model

from guides.newsletter.consent import data_rights
from guides.newsletter.models import DataRequest, Permission, Subscriber
from guides.newsletter.tokens import RIGHTS, make
from shop.accounts.models import User
from shop.aftercare.models import LowReminder
from shop.order.models import Order
from shop.payment.models import Dispute, FraudWarning, Refund
from shop.privacy.personal_data import erased, exported
from tests.guides.newsletter.sending.test_delivery import a_reader
from tests.support.cast import PASSWORD, signed_in
from tests.support.factories import ADDRESS, a_basket, a_product
from tests.support.outbox import send_queued
from tests.support.purchases import place, started

pytestmark = pytest.mark.django_db
EMAIL, NAME, REASON = "zoe@example.com", "Zoe Quimby", "it smells of marzipan"
# Tables with a user or an address that say nothing about a shopper.
STAFF = "who of the staff did it"
OTHERS = {
    "account.EmailConfirmation": "allauth's table for links that the shop doesn't send",
    "catalogue.ResponsiblePerson": "a company, as it stands on the label",
    "communication.CommunicationEventType": "texts of emails",
    "desk.GuideImport": STAFF,
    "demo.SentMail": "the demo's mailbox",
    "offer.RangeProductFileUpload": STAFF,
    "office.Customer": "no table: a query of accounts and orders",
    "office.CatalogueUpload": STAFF,
    "office.UploadedPicture": STAFF,
    "order.Parcel": STAFF,
    "documents.ClosedVatPeriod": STAFF,
    "partner.GoodsReceipt": STAFF,
    "partner.StockCount": STAFF,
    "partner.StockMovement": STAFF,
    "payment.Bankcard": "Oscar's table for card numbers, into which nothing is written",
    "payment.Settlement": STAFF,
    "recall.Recall": STAFF,
    "reviews.ReviewDecision": STAFF,
    "safety.AdverseEventLook": STAFF,
    "safety.AdverseEventNote": STAFF,
    "trader.Brand": STAFF,
    "trader.Footer": STAFF,
    "trader.Header": STAFF,
    "trader.VatRate": STAFF,
    "trader.VatRegistration": STAFF,
    "trader.TraderDetails": "the shop’s own address, and who of the staff changed it",
}


def about_people() -> Iterator[str]:
    """Every model with a column for an address or a user; the CMS's own tables are about its staff."""
    for model in apps.get_models():
        if model._meta.label.startswith(("wagtail", "guides.", "claims.")):
            continue
        if any(_is_personal(field) for field in model._meta.concrete_fields):
            yield model._meta.label


def _is_personal(field: models.Field[Any, Any]) -> bool:
    is_user = field.is_relation and field.related_model is get_user_model()
    return (
        is_user or isinstance(field, models.EmailField) or "email" in field.name or field.name == "recipient"
    )


def test_every_table_about_people_is_exported_and_erased_or_said_to_be_kept() -> None:
    found = set(about_people()) - set(OTHERS)
    assert len(found) > 15
    assert found - exported == set()
    assert found - erased == set()


def test_what_is_answered_for_is_there() -> None:
    tables = {model._meta.label for model in apps.get_models()}
    assert exported | erased <= tables


def zoe() -> User:
    """A person with a row in each table of personal data."""
    user = User.objects.create_user(EMAIL, PASSWORD, first_name="Zoe", last_name="Quimby")
    user.email_confirmed_at = timezone.now()
    user.save()
    product = a_product("Marigold oil")
    country = get_model("address", "Country").objects.first()
    get_model("address", "UserAddress").objects.create(
        user=user, first_name=NAME, line1="1 Mill Lane", line4="Stroud", postcode="GL5 1AA", country=country
    )
    get_model("wishlists", "WishList").objects.create(owner=user).add(product)
    review = {"product": product, "user": user, "score": 4, "title": "Good", "body": "Soft.", "name": NAME}
    get_model("reviews", "ProductReview").objects.create(**review, email=EMAIL)
    get_model("customer", "ProductAlert").objects.create(product=product, user=user)
    a_basket(product, owner=user)
    _order(user, product)
    a_reader(EMAIL, "soft")
    return user


def _order(user: User, product: Any) -> None:
    order = place(a_basket(product), user=user, email=EMAIL, name=NAME)
    attempt = started(order)
    order.cancellations.create(items="1 × Marigold oil", reason=REASON)
    order.notes.create(message="rang on Monday")
    Refund.objects.create(attempt=attempt, amount_minor=400, reason="scuffed label")
    Dispute.objects.create(
        attempt=attempt, dispute_id="dp_1", amount_minor=400, reason="unrecognised", status="x"
    )
    FraudWarning.objects.create(attempt=attempt, warning_id="w_1", kind="card_never_received")
    Order.objects.filter(pk=order.pk).update(tracking_number="AB123456789GB")
    LowReminder.objects.create(
        order=order, product=product, email=EMAIL, times_a_week=3, lasts_days=46, wording="Email me once.",
        wording_version=1, page="order", asked_at=timezone.now(),
    )  # fmt: skip
    send_queued()


def a_checkout() -> Client:
    """A guest's browser in which the details were typed."""
    client = Client()
    basket = client.post(f"/basket/add/{a_product('Lavender').pk}/", {"quantity": 1})
    assert basket.status_code < 400
    client.post("/checkout/", {"email": EMAIL, **ADDRESS, "name": NAME})
    return client


def page_of(email: str = EMAIL) -> tuple[Client, str]:
    asked = DataRequest.objects.create(email=email)
    return Client(), f"/newsletter/your-data/{make(RIGHTS, asked.pk, asked.nonce)}/"


def test_the_page_says_in_words_all_that_is_held() -> None:
    zoe()
    client, path = page_of()
    page = client.get(path).content.decode()
    told = (NAME, "1 Mill Lane", "Marigold oil", "Soft.", REASON, "scuffed label", "AB123456789GB", "GL5 1AA")
    more = (
        "unrecognised",
        "card_never_received",
        "rang on Monday",
        "Email me once.",
        "offers on similar products",
        "This closes",
    )
    assert [words for words in told + more if words not in page] == []
    assert "This closes your account" in page and "Nothing" not in page
    assert json.loads(client.get(f"{path}?format=json").content)["account"][0]["email"] == EMAIL


def test_a_checkout_in_a_session_is_told_and_erased() -> None:
    browser = a_checkout()
    assert browser.session.get("checkout", {}).get("name") == NAME
    client, path = page_of()
    assert NAME in client.get(path).content.decode()
    assert "what you typed at the checkout" in client.post(path, {"press": "yes"}).content.decode()
    assert data_rights.data_of(EMAIL)["sessions"] == []


def traces() -> set[str]:
    """The tables in which any text still holds the person's name or address."""
    found = set()
    for model in apps.get_models():
        for field in model._meta.concrete_fields if model._meta.managed else ():
            if isinstance(field, (models.CharField, models.TextField, models.JSONField)):
                for value in model._default_manager.values_list(field.name, flat=True):
                    if any(word in str(value) for word in (EMAIL, NAME, "Quimby")):
                        found.add(model._meta.label)
    return found


def test_erasing_leaves_no_trace_but_the_orders_and_what_proves_them() -> None:
    zoe()
    assert {"accounts.User", "address.UserAddress", "reviews.ProductReview"} <= traces()
    client, path = page_of()
    said = client.post(path, {"press": "yes"}).content.decode()
    assert "Removed: your account" in said and "Kept: 1 order" in said
    at_simulated_stripe = {"payment.SimulatedKey", "payment.SimulatedObject"}
    assert traces() - at_simulated_stripe <= {"order.Order", "order.ShippingAddress", "mail.OutboxEmail"}
    assert not User.objects.filter(email=EMAIL).exists()


def test_erasing_from_the_browser_that_is_signed_in_signs_it_out() -> None:
    client = signed_in(zoe())
    _, path = page_of()
    assert client.post(path, {"press": "yes"}).status_code == 200
    assert client.get("/account/").status_code == 302


def test_who_works_here_stays(cleo: User, mia: User) -> None:
    for person in (cleo, mia):
        client, path = page_of(person.email)
        assert "because you work here" in client.post(path, {"press": "yes"}).content.decode()
        assert User.objects.filter(pk=person.pk).exists()


def test_a_stranger_is_told_that_there_was_nothing() -> None:
    client, path = page_of("stranger@example.com")
    assert "There was nothing to remove" in client.post(path, {"press": "yes"}).content.decode()


@pytest.mark.parametrize("ends", [True, False])
def test_closing_an_account_asks_about_the_newsletter(ada: User, ends: bool) -> None:
    a_reader(ada.email)
    client = signed_in(ada)
    assert "Unsubscribe me from the newsletter" in client.get("/account/delete/").content.decode()
    data = {"password": PASSWORD} | ({"unsubscribe": "on"} if ends else {})
    page = client.post("/account/delete/", data).content.decode()
    assert Permission.objects.exists() is not ends
    assert ("still subscribed" in page) is not ends


def test_who_gets_no_newsletter_is_not_asked(ada: User) -> None:
    Subscriber.objects.all().delete()
    assert "newsletter, too" not in signed_in(ada).get("/account/delete/").content.decode()
