"""Contributions to the guides, as readers give them."""

import uuid
from typing import Any

from django.test import Client

from shop.contributions.services import contribute
from shop.order.models import Order
from shop.payment.services import ClientKeys, current_attempt, sync_attempt
from shop.trader.contribution_settings import ContributionSettings
from tests.support.purchases import started, tries_card

EMAIL = "una@example.com"


def taken(**changed: Any) -> ContributionSettings:
    """The shop takes contributions."""
    return ContributionSettings.objects.update_or_create(
        pk=ContributionSettings.ONE, defaults={"is_on": True} | changed
    )[0]


def a_contribution(pence: int = 500, *, email: str = EMAIL, **terms: Any) -> Order:
    """Placed and not paid."""
    keys = ClientKeys()
    return contribute(pence=pence, email=email, key=uuid.uuid4(), terms=taken(**terms), visitor=keys)


def a_paid_contribution(pence: int = 500, **terms: Any) -> Order:
    """Its payment has come."""
    order = a_contribution(pence, **terms)
    tries_card(started(order))
    attempt = current_attempt(order)
    assert attempt is not None
    sync_attempt(attempt=attempt)
    return Order.objects.get(pk=order.pk)


def asked(client: Client, **fields: str) -> Any:
    """What the browser sends of the form."""
    return client.post("/support/", {"key": str(uuid.uuid4()), "email": EMAIL} | fields)
