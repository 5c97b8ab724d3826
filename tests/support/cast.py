"""The standing cast: Ada buys, Ben is someone else, Cleo is staff, Mia writes, Nora approves claims."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone

from shop.accounts.models import User

PASSWORD = "correct horse battery"


def _person(email: str, **flags: bool) -> User:
    user = User.objects.create_user(email, PASSWORD, email_confirmed_at=timezone.now())
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
    """Writes in Wagtail, sees no order: an editor without is_staff."""
    mia = _person("mia@example.com")
    mia.groups.add(*Group.objects.filter(name="Editors"))
    return mia


@pytest.fixture
def nora(db: None) -> User:
    """Approves claims in Wagtail; she isn't the author of anything."""
    nora = _person("nora@example.com")
    nora.groups.add(*Group.objects.filter(name__in=["Moderators", "Claims approvers"]))
    return nora


def _in_cms(name: str, group: str) -> User:
    user = _person(f"{name}@example.com")
    user.groups.set(Group.objects.filter(name=group))
    return user


@pytest.fixture
def writer(db: None) -> User:
    return _in_cms("wren", "Editors")


@pytest.fixture
def approver(db: None) -> User:
    return _in_cms("ines", "Claims approvers")


@pytest.fixture
def editor(db: None) -> User:
    return _in_cms("eli", "Moderators")


def signed_in(user: User | None) -> Client:
    """A browser in which this person has signed in; None is a visitor."""
    client = Client(raise_request_exception=False)
    if user:
        client.force_login(user)
    return client


def access(url: str, people: dict[str, User | None], method: str = "get", **data: str) -> dict[str, int]:
    """The status each person gets: `access(url, {"visitor": None, "ada": ada, "cleo": cleo})`."""
    return {
        name: getattr(signed_in(person), method)(url, data).status_code for name, person in people.items()
    }
