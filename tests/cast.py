"""The standing cast: Ada buys, Ben is someone else, Cleo is staff, Mia is a marketer."""

import pytest
from django.test import Client

from shop.accounts.models import User


def _person(email: str, **flags: bool) -> User:
    user = User.objects.create_user(email, "correct horse battery")
    for name, value in flags.items():
        setattr(user, name, value)
    user.save()
    return user


@pytest.fixture
def ada(db: None) -> User:
    return _person("ada@example.com")


@pytest.fixture
def ben(db: None) -> User:
    return _person("ben@example.com")


@pytest.fixture
def cleo(db: None) -> User:
    return _person("cleo@example.com", is_staff=True)


@pytest.fixture
def mia(db: None) -> User:
    return _person("mia@example.com")


def signed_in(user: User) -> Client:
    """A browser in which this person has signed in."""
    client = Client()
    client.force_login(user)
    return client
