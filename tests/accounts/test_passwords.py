"""Easily guessed passwords are refused on every form that sets one."""

import gzip
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from shop.accounts.models import User
from shop.accounts.passwords import COMMON, MESSAGE
from tests.support.cast import PASSWORD, signed_in

pytestmark = pytest.mark.django_db  # the name of the shop is no password

ADA = User(email="ada.lovelace@example.com", first_name="Ada", last_name="Lovelace")
WEAK = [
    "Password123!",
    "iloveyou2023",
    "letmein12345",
    "aaaaaaaaaaaa",
    "abcabcabcabc",
    "qwertyuiop1",
    "P@ssw0rd2024",
    "ada.lovelace@example.com",
    "AdaLovelace1",
    "ada.lovelace",
    "example.com1",
    "Plainsong2026",
    "1234567890",
    "Liverpool1984!",
    "a" * 128,
]


@pytest.mark.parametrize("password", WEAK)
def test_a_password_that_is_guessed_early_is_refused(password: str) -> None:
    with pytest.raises(ValidationError):
        validate_password(password, ADA)


@pytest.mark.parametrize("password", ["nick1234-rem936", "Plextsofttm", " kozanostra "])
def test_a_common_one_is_refused_that_looks_hard_to_guess(password: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        validate_password(password, ADA)
    assert "password_too_common" in [error.code for error in refusal.value.error_list]


def test_the_list_has_a_hundred_thousand() -> None:
    with gzip.open(COMMON, "rt", encoding="utf-8") as lines:
        words = [line.rstrip("\n") for line in lines]
    assert len(set(words)) == len(words) == 100_000
    assert words == [word.lower().strip() for word in words]


@pytest.mark.parametrize("password", ["kettle window lorry", "Tr0ub4dor&3xyz", "ölkännchen-im-märz"])
def test_a_password_that_stands_is_taken(password: str) -> None:
    validate_password(password, ADA)


def _register(ada: User) -> Any:
    return Client().post("/account/register/", {"email": "new@example.com", "password": "Password123!"})


def _change(ada: User) -> Any:
    data = {"password": PASSWORD, "new_password": "Password123!"}
    return signed_in(ada).post(reverse("customer:change-password"), data)


def _cms_account(ada: User) -> Any:
    owner = signed_in(User.objects.create_superuser("owner@example.com", PASSWORD))
    data = {"password-old_password": PASSWORD}
    data |= {"password-new_password1": "Password123!", "password-new_password2": "Password123!"}
    return owner.post("/office/account/", data)


@pytest.mark.django_db
@pytest.mark.parametrize("way", [_register, _change, _cms_account])
def test_every_way_to_set_a_password_says_why(way: Any, ada: User) -> None:
    people = get_user_model().objects.count()
    assert MESSAGE in way(ada).content.decode()
    assert get_user_model().objects.filter(email="new@example.com").count() == 0 or people == 1
