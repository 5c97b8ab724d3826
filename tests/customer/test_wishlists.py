"""A wish list for a product that doesn't exist."""

from shop.accounts.models import User
from tests.cast import signed_in


def test_an_unknown_product_is_not_found(ada: User) -> None:
    response = signed_in(ada).get("/account/wishlists/create/with-product/999999/")
    assert response.status_code == 404
