"""Tokens, cookies and keyed hashes made before the move of all modules are still read, and made alike."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import RequestFactory
from time_machine import travel
from wagtail.models import Page

from guides.editorial import preview_links
from guides.newsletter import statements
from guides.newsletter import tokens as newsletter_tokens
from guides.newsletter.email_digest import digest
from shop.accounts import known_device
from shop.accounts.models import User
from shop.checkout.client_keys import client_keys
from shop.customer.account.tokens import read_email_token
from shop.order.models import Order
from shop.order.tokens import VIEW, order_for
from tests.architecture.stored import FROZEN
from tests.support.purchases import a_paid_order

TOKENS: dict[str, Any] = json.loads((FROZEN / "tokens.json").read_text())
STATEMENTS: dict[str, Any] = json.loads((FROZEN / "consent_statements.json").read_text())
NUMBER, USER = "100042", 4711


@pytest.fixture(autouse=True)
def keys_of_then(settings: Any) -> Iterator[None]:
    """The keys by which they were made, on their day."""
    settings.SECRET_KEY = "a key that signs nothing else"
    settings.ADDRESS_HASH_KEY = "a key that hashes nothing else"
    with travel(datetime.fromtimestamp(TOKENS["made"] + 60, UTC), tick=False):
        yield


@pytest.mark.django_db
@pytest.mark.parametrize("salt", sorted(TOKENS["order"]))
def test_links_to_an_order_open_it(salt: str) -> None:
    Order.objects.filter(pk=a_paid_order().pk).update(number=NUMBER)
    purpose = VIEW if salt == "undated" else salt
    assert order_for(TOKENS["order"][salt], purpose).number == NUMBER


@pytest.mark.parametrize("salt", sorted(TOKENS["newsletter"]))
def test_the_newsletters_links_are_read(salt: str) -> None:
    assert newsletter_tokens.read(salt, TOKENS["newsletter"][salt]) == ["12", "abc"]


def test_every_kind_of_link_of_the_newsletter_is_tried() -> None:
    assert set(newsletter_tokens.LIVES) == set(TOKENS["newsletter"])


@pytest.mark.django_db
def test_the_link_that_confirms_an_address_is_read() -> None:
    User.objects.create(pk=USER, email="ada@example.com", password="md5$not$apassword")
    proof = read_email_token(TOKENS["account"])
    assert proof and (proof.user.pk, proof.email) == (USER, "ada@new.example")


@pytest.mark.django_db
def test_a_preview_link_opens_its_page() -> None:
    page = Page.get_first_root_node().add_child(instance=Page(title="A draft", slug="a-draft"))
    Page.objects.filter(pk=page.pk).update(id=7)
    assert preview_links.open_link(TOKENS["preview"]).pk == 7


def test_a_known_browser_stays_known() -> None:
    request = RequestFactory().get("/")
    request.COOKIES["known_device"] = TOKENS["known_device"]
    assert known_device.is_known(request, SimpleNamespace(pk=USER))


def test_an_address_has_the_digest_that_is_stored() -> None:
    assert digest("ada@example.com") == TOKENS["email_digest"]


def test_a_visitor_has_the_keys_that_are_stored() -> None:
    request: Any = RequestFactory().get("/", REMOTE_ADDR="192.0.2.1")
    request.session = SimpleNamespace(session_key="abc")
    keys = client_keys(request)
    assert {"address": keys.address, "session": keys.session} == TOKENS["client_keys"]


@pytest.mark.parametrize("purpose", sorted(STATEMENTS))
def test_what_people_agreed_to_is_never_edited(purpose: str) -> None:
    """A better wording is a new version after these."""
    name, dot, place = purpose.partition(".")
    for version, label, hint in STATEMENTS[purpose]:
        found = statements.statement(name, version, dot + place)
        assert (found.version, found.label, found.hint) == (version, label, hint)
