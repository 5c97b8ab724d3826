import pytest
from django.contrib.auth import authenticate
from django.db import IntegrityError

from shop.accounts.models import User


def test_an_address_in_another_case_is_the_same_person(ada: User) -> None:
    with pytest.raises(IntegrityError):
        User.objects.create_user("ADA@Example.com", "another password")


def test_sign_in_takes_the_address_in_any_case(ada: User) -> None:
    assert authenticate(None, username="ADA@example.COM", password="correct horse battery") == ada
