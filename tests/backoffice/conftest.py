"""Who works in the office."""

import pytest
from django.test import Client

from shop.accounts.models import User
from shop.backoffice.roles import BOOKKEEPER, role_group
from tests.support.cast import signed_in
from tests.support.roles import packer_group, shopkeeper_group


@pytest.fixture
def packer(ben: User) -> Client:
    """Ben, whom colleagues call Pat."""
    ben.first_name = "Pat"
    ben.save()
    ben.groups.add(packer_group())
    return signed_in(ben)


@pytest.fixture
def staff(cleo: User) -> Client:
    """Cleo, a shopkeeper."""
    cleo.groups.add(shopkeeper_group())
    return signed_in(cleo)


@pytest.fixture
def shopkeeper(ben: User) -> Client:
    """Ben as a shopkeeper, whom colleagues call Pat."""
    ben.first_name = "Pat"
    ben.save()
    ben.groups.add(shopkeeper_group())
    return signed_in(ben)


@pytest.fixture
def books(cleo: User) -> Client:
    """Cleo, who keeps the books and nothing else."""
    cleo.groups.set([role_group(BOOKKEEPER)])
    return signed_in(cleo)
