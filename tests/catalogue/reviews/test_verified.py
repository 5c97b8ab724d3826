import pytest
from oscar.core.loading import get_model

from shop.accounts.models import User
from shop.catalogue.models import Product
from shop.catalogue.reviews.models import ProductReview
from shop.catalogue.reviews.verified import with_verified
from shop.order import statuses
from tests.support.factories import a_product_in_sizes

pytestmark = pytest.mark.django_db


@pytest.fixture
def oil() -> Product:
    return a_product_in_sizes()


def an_order(user: User | None, product: Product, status: str) -> None:
    order = get_model("order", "Order").objects.create(
        number="1", user=user, status=status, total_incl_tax=1, total_excl_tax=1, currency="GBP"
    )
    prices = ["line_price_incl_tax", "line_price_excl_tax"]
    prices += [f"line_price_before_discounts_{kind}_tax" for kind in ["incl", "excl"]]
    order.lines.create(product=product, title="Oil", quantity=1, num_allocated=0, **dict.fromkeys(prices, 1))


def is_verified(oil: Product, user: User | None) -> bool:
    ProductReview.objects.create(
        product=oil, user=user, score=4, title="A", body="B", name="N", email="n@example.com"
    )
    return with_verified(ProductReview.objects.all()).get().is_verified


def test_who_received_a_size_is_verified(oil: Product, ada: User) -> None:
    an_order(ada, oil.children.first(), statuses.DISPATCHED)
    assert is_verified(oil, ada)


@pytest.mark.parametrize("status", [statuses.PENDING, statuses.PAID, statuses.CANCELLED])
def test_an_order_that_was_not_sent_does_not_count(oil: Product, ada: User, status: str) -> None:
    an_order(ada, oil.children.first(), status)
    assert not is_verified(oil, ada)


def test_another_customers_order_does_not_count(oil: Product, ada: User, ben: User) -> None:
    an_order(ben, oil.children.first(), statuses.DELIVERED)
    assert not is_verified(oil, ada)


def test_a_guest_order_does_not_verify_a_review_without_an_author(oil: Product) -> None:
    an_order(None, oil.children.first(), statuses.DELIVERED)
    assert not is_verified(oil, None)
