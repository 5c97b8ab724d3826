"""A slip in an email address is offered for correction, never corrected or refused."""

import pytest
from django.test import Client

from shop.fields.email_typos import likely_address
from tests.support.factories import ADDRESS, a_product

SLIP = {"email": "ada@gmial.com", **ADDRESS}


@pytest.fixture
def shopper(db: None, client: Client) -> Client:
    client.post(f"/basket/add/{a_product().pk}/", {"quantity": 1})
    return client


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ada@gmial.com", "ada@gmail.com"),
        ("ada@gmail.con", "ada@gmail.com"),
        ("ada@hotmial.co.uk", "ada@hotmail.co.uk"),
        ("ada@yaho.co.uk", "ada@yahoo.co.uk"),
        ("ada@outlok.com", "ada@outlook.com"),
    ],
)
def test_a_slip_has_a_likely_reading(typed: str, meant: str) -> None:
    assert likely_address(typed) == meant


@pytest.mark.parametrize(
    "typed",
    ["ada@gmail.com", "ada@ymail.com", "ada@mail.com", "ada@hotmail.fr", "ada@school.ac.uk", "ada", ""],
)
def test_a_real_address_has_none(typed: str) -> None:
    assert likely_address(typed) == ""


def test_the_delivery_page_offers_and_doesnt_insist(shopper: Client) -> None:
    assert shopper.post("/checkout/", SLIP).headers["Location"] == "/checkout/delivery/"
    assert b"Did you mean <strong>ada@gmail.com</strong>?" in shopper.get("/checkout/delivery/").content
    assert (
        shopper.post("/checkout/delivery/", {"method": "standard"}).headers["Location"]
        == "/checkout/payment/"
    )
    assert b"ada@gmial.com" in shopper.get("/checkout/payment/").content


def test_one_click_takes_the_offer(shopper: Client) -> None:
    shopper.post("/checkout/", SLIP)
    assert shopper.post("/checkout/", {"use_email": "delivery"}).headers["Location"] == "/checkout/delivery/"
    page = shopper.get("/checkout/delivery/").content
    assert b"Did you mean" not in page
    shopper.post("/checkout/delivery/", {"method": "standard"})
    assert b"ada@gmail.com" in shopper.get("/checkout/payment/").content


def test_a_guest_takes_it_on_the_first_page_and_keeps_what_was_typed(shopper: Client) -> None:
    shopper.post("/checkout/", {"guest": "1", "email": "ada@gmial.com"})
    assert b"Use ada@gmail.com" in shopper.get("/checkout/").content
    shopper.post("/checkout/", {"use_email": "details", "email": "ada@gmial.com", "name": "Ada Lane"})
    page = shopper.get("/checkout/").content
    assert b"Continuing as guest: <strong>ada@gmail.com</strong>" in page
    assert b'value="Ada Lane"' in page
