"""However a person is deleted, their orders keep an address to write to and their reviews stay."""

from collections.abc import Callable

import pytest

from shop.accounts.models import User
from shop.catalogue.reviews.models import ProductReview
from shop.customer.account.services import delete_account
from shop.order.models import Order
from tests.support.factories import a_basket, a_product
from tests.support.purchases import place

pytestmark = pytest.mark.django_db


def by_row(user: User) -> None:
    user.delete()


def by_query(user: User) -> None:
    User.objects.filter(pk=user.pk).delete()


def by_account_page(user: User) -> None:
    delete_account(user=user)


WAYS = [by_row, by_query, by_account_page]


@pytest.mark.parametrize("delete", WAYS)
def test_orders_keep_the_address_and_reviews_stay(delete: Callable[[User], None], ada: User) -> None:
    oil = a_product()
    order = place(a_basket(oil, owner=ada), user=ada)
    ProductReview.objects.create(product=oil, user=ada, title="Fine", body="Good.", score=4)
    delete(User.objects.get(pk=ada.pk))
    assert not User.objects.filter(email="ada@example.com").exists()
    assert Order.objects.get(pk=order.pk).email == "ada@example.com"
    assert ProductReview.objects.get().user is None
