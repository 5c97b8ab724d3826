"""Who sets what."""

import pytest
from django.test import Client

from shop.accounts.models import User
from tests.support.cast import signed_in
from tests.support.roles import owner_group


@pytest.fixture
def owner(cleo: User) -> Client:
    """Cleo, who owns the shop."""
    cleo.groups.add(owner_group())
    return signed_in(cleo)
