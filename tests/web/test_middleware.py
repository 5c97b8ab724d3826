"""What no column can hold is refused before it reaches a view."""

import pytest
from django.test import Client

from tests.support.cast import signed_in

BEYOND = 2**63


@pytest.fixture
def visitor(db: None) -> Client:
    return signed_in(None)


@pytest.mark.parametrize("path", [f"/basket/add/{BEYOND}/", "/offers/a%00b/"])
def test_an_address_that_cannot_exist_is_not_found(visitor: Client, path: str) -> None:
    assert visitor.get(path).status_code == 404


def test_a_nul_byte_in_a_query_is_a_bad_request(visitor: Client) -> None:
    assert visitor.get("/healthz?q=a%00b").status_code == 400


def test_the_largest_number_is_let_through(visitor: Client) -> None:
    assert visitor.get(f"/basket/add/{BEYOND - 1}/").status_code < 500
