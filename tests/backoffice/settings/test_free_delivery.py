"""A free-delivery rule is tried on past orders, then set."""

from decimal import Decimal as D
from typing import Any

import pytest
from django.test import Client

from shop.shipping.methods import threshold
from shop.shipping.models import FreeDeliveryRule
from shop.shipping.threshold import Threshold
from tests.support.factories import a_product
from tests.support.html import single_spaced
from tests.support.purchases import a_paid_order

pytestmark = pytest.mark.django_db
HERE = "/office/shop-settings/free-delivery/"
SEEN = "Free UK delivery over £45"


def test_it_says_what_the_rule_would_have_cost(owner: Client, settings: Any) -> None:
    settings.PAYMENTS = "simulated"
    a_paid_order(a_product(price="42.00"))
    page = single_spaced(owner.get(HERE, {"amount": "40", "counts": "over"}))
    assert "1 paid order." in page
    assert "£3.95 less for delivery than with the present rule" in page
    assert "Free UK delivery over £40" in page and "Change to £40.00" in page


def test_trying_changes_nothing(owner: Client) -> None:
    owner.get(HERE, {"amount": "40", "counts": "over"})
    assert not FreeDeliveryRule.objects.exists()


def test_every_wording_follows(owner: Client, django_capture_on_commit_callbacks: Any) -> None:
    assert SEEN in single_spaced(Client().get("/delivery/"))
    with django_capture_on_commit_callbacks(execute=True):
        answer = owner.post(f"{HERE}change/", {"amount": "50", "counts": "from", "seen": SEEN})
    assert answer.status_code == 302
    assert threshold() == Threshold(D("50.00"), inclusive=True)
    assert "Free UK delivery on £50 or more" in single_spaced(Client().get("/delivery/"))


def test_who_saw_an_older_rule_changes_nothing(owner: Client) -> None:
    owner.post(f"{HERE}change/", {"amount": "50", "counts": "over", "seen": SEEN})
    answer = owner.post(f"{HERE}change/", {"amount": "60", "counts": "over", "seen": SEEN})
    assert answer.status_code == 422
    assert "A colleague has changed it meanwhile" in single_spaced(answer)
    assert FreeDeliveryRule.objects.count() == 1


@pytest.mark.parametrize("amount", ["", "0", "-5", "45.001", "1000", "NaN", "soon"])
def test_a_wrong_amount_is_refused(amount: str, owner: Client) -> None:
    assert owner.get(HERE, {"amount": amount, "counts": "over"}).status_code == 422
    assert owner.post(f"{HERE}change/", {"amount": amount, "counts": "over", "seen": SEEN}).status_code == 422
    assert not FreeDeliveryRule.objects.exists()


def test_shopkeepers_try_and_change_nothing(staff: Client) -> None:
    assert "Change to" not in single_spaced(staff.get(HERE, {"amount": "50", "counts": "over"}))
    staff.post(f"{HERE}change/", {"amount": "50", "counts": "over", "seen": SEEN})
    assert not FreeDeliveryRule.objects.exists()
