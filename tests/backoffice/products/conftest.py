"""Pat, who looks after the shop."""

import pytest
from django.test import Client

from shop.accounts.models import User
from shop.backoffice.roles import SHOPKEEPER, role_group
from tests.support.cast import signed_in


@pytest.fixture
def shopkeeper(ben: User) -> Client:
    ben.first_name = "Pat"
    ben.save()
    ben.groups.add(role_group(SHOPKEEPER))
    return signed_in(ben)
