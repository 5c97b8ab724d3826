"""Every form and every column normalises email addresses."""

from collections.abc import Iterator
from typing import Any

import pytest
from django import forms
from django.apps import apps
from django.core import mail
from django.db import models
from django.test import Client
from django.urls import get_resolver

from guides.newsletter.consent import sign_up
from guides.newsletter.models import Subscriber
from shop.accounts.models import User
from shop.customer.account.services import attach_guest_orders
from shop.fields.email import EmailColumn, EmailFormField
from shop.fields.email_rows import normalise_rows
from shop.order.lookup import send_link
from shop.order.models import Order
from shop.order.personal_data import orders_of
from tests.fields.test_email_address import PAIRS
from tests.support.factories import a_product
from tests.support.outbox import send_queued
from tests.support.purchases import an_order

# Columns that hold no person's address, or into which nothing here writes.
OTHERS = {
    "catalogue.ResponsiblePerson.email": "a company's, as it stands on the label",
    "communication.Email.email": "Oscar's copies of emails, which the outbox replaces",
    "account.EmailAddress.email": "allauth's list of addresses; it stores what the account's column holds",
    "wishlists.WishListSharedEmail.email": "wish lists can't be shared",
}


def _columns() -> Iterator[tuple[str, models.Field[Any, Any]]]:
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, models.EmailField):
                yield f"{model._meta.label}.{field.name}", field


def _forms(kind: Any = forms.BaseForm) -> Iterator[Any]:
    for child in kind.__subclasses__():
        yield child
        yield from _forms(child)


def test_every_column_of_addresses_normalises() -> None:
    found = {name for name, field in _columns() if not isinstance(field, EmailColumn)}
    assert found == set(OTHERS)
    assert sum(isinstance(field, EmailColumn) for _, field in _columns()) >= 7


def test_every_form_of_ours_normalises() -> None:
    assert get_resolver().url_patterns  # imports every view, and with it every form
    ours = {form for form in _forms() if form.__module__.split(".")[0] in {"shop", "guides"}}
    asked = [
        (form, field)
        for form in ours
        for field in getattr(form, "base_fields", {}).values()
        if isinstance(field, forms.EmailField) or isinstance(field.widget, forms.EmailInput)
    ]
    assert len({form for form, _ in asked}) >= 7
    assert [form for form, field in asked if not isinstance(field, EmailFormField)] == []


@pytest.mark.parametrize(("typed", "one"), PAIRS)
def test_every_form_gives_the_one_spelling(typed: str, one: str) -> None:
    assert EmailFormField().clean(typed) == one


@pytest.mark.django_db
@pytest.mark.parametrize(("typed", "one"), PAIRS)
def test_an_order_is_found_by_any_spelling(typed: str, one: str) -> None:
    order = an_order(email=typed)
    assert Order.objects.get().guest_email == one
    assert [found["number"] for found in orders_of(email=typed)["orders"]] == [order.number]
    send_link(number=order.number, email=typed)
    send_queued()
    assert mail.outbox[-1].to == [one]


@pytest.mark.django_db
@pytest.mark.parametrize(("typed", "one"), PAIRS)
def test_an_account_is_one_by_any_spelling(typed: str, one: str) -> None:
    user = User.objects.create_user(typed, "three plain words")
    assert user.email == one
    assert User.objects.get(email__iexact=typed) == user
    assert User.objects.get(email__in=[typed]) == user
    user.email_confirmed_at = user.date_joined
    an_order(email=typed)
    assert attach_guest_orders(user=user) == 1


@pytest.mark.django_db
def test_the_newsletter_knows_an_address_by_any_spelling() -> None:
    for typed, one in PAIRS:
        form = sign_up.ConsentContext("footer")
        sign_up.ask(email=EmailFormField().clean(typed), wish=sign_up.Wish(news=True), form=form)
        assert Subscriber.objects.filter(email=typed).get().email == one


@pytest.mark.django_db
@pytest.mark.parametrize(("typed", "one"), PAIRS)
def test_on_the_wire_stands_the_domain_that_was_typed(typed: str, one: str) -> None:
    order = an_order(email=typed)
    send_link(number=order.number, email=one)
    send_queued()
    assert str(mail.outbox[-1].message()["To"]) == one


@pytest.mark.django_db
def test_a_back_in_stock_alert_takes_what_was_typed() -> None:
    product = a_product(stock=0)
    answer = Client().post(f"/account/alerts/create/{product.pk}/", {"email": "ada@straße.de\u200b"})
    assert answer.status_code == 200
    assert apps.get_model("customer", "ProductAlert").objects.get().email == "ada@xn--strae-oqa.de"


@pytest.mark.django_db
def test_old_rows_are_brought_into_one_spelling() -> None:
    order = an_order()
    Raw = models.Value("Info@MÜNCHEN.de\u200b")
    Order.objects.filter(pk=order.pk).update(guest_email=Raw)
    normalise_rows(Order, "guest_email")
    assert Order.objects.get().guest_email == "info@xn--mnchen-3ya.de"


@pytest.mark.django_db
def test_of_two_accounts_with_one_mailbox_neither_is_touched() -> None:
    first, second = (User.objects.create_user(f"{name}@example.com") for name in ("ada", "ben"))
    User.objects.filter(pk=second.pk).update(email=models.Value("ada@example.com\u200b"))
    normalise_rows(User, "email")
    assert User.objects.get(email="ada@example.com") == first
