"""A postcode with O for 0: the shopper is asked, and nothing is changed unasked."""

import pytest

from shop.checkout.forms import AddressForm
from tests.support.factories import ADDRESS

TYPED = {"email": "wilma@example.com", **ADDRESS}


def test_the_form_asks_and_shows_what_was_probably_meant() -> None:
    form = AddressForm(TYPED | {"postcode": "EC1V OBW"})
    assert form.errors["postcode"] == ["EC1V 0BW, is that right? We have put it in: continue if it is."]
    assert form["postcode"].value() == "EC1V 0BW"
    assert form["line1"].value() == TYPED["line1"]


def test_saying_yes_is_sending_it() -> None:
    assert AddressForm(TYPED | {"postcode": "EC1V 0BW"}).is_valid()


@pytest.mark.parametrize("typed", ["nowhere", "ZZ1 1AA", "00000"])
def test_a_place_that_nobody_knows_is_not_suggested(typed: str) -> None:
    form = AddressForm(TYPED | {"postcode": typed})
    assert "is that right" not in form.errors["postcode"][0]
    assert form["postcode"].value() == typed
