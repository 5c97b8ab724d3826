"""The breakdown by stars, the orders, and what an author may say about the baby."""

from collections.abc import Iterable
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from oscar.core.loading import get_model

from shop.accounts.models import User
from shop.catalogue.models import Product
from shop.catalogue.reviews.models import ProductReview
from shop.catalogue.reviews.summary import Breakdown, breakdown_of
from tests.catalogue.reviews.test_pages import TEXT
from tests.support.cast import signed_in
from tests.support.factories import a_product

PAGE = "/shop/jojoba/reviews/"


@pytest.fixture
def oil(db: None) -> Product:
    return a_product("Jojoba")


def reviews(product: Product, scores: Iterable[int], **more: Any) -> list[ProductReview]:
    words = {"name": "N", "email": "n@example.com", "body": "B", "status": ProductReview.APPROVED, **more}
    return [
        ProductReview.objects.create(product=product, score=score, title=f"Stars {score}", **words)
        for score in scores
    ]


def titles(query: str = "") -> list[str]:
    page = BeautifulSoup(Client().get(PAGE + query).content, "html.parser")
    return [title.get_text(strip=True) for title in page.select(".review__title")]


def test_reviews_are_counted_by_stars_and_only_published_ones(oil: Product) -> None:
    reviews(oil, [5, 5, 4, 1])
    reviews(oil, [1, 1], status=ProductReview.FOR_MODERATION)
    found = breakdown_of(ProductReview.objects.approved())
    assert [(row.stars, row.count) for row in found.rows] == [(5, 2), (4, 1), (3, 0), (2, 0), (1, 1)]


@given(st.dictionaries(st.integers(1, 5), st.integers(0, 1000)))
def test_the_rows_add_up_to_the_total(counts: dict[int, int]) -> None:
    found = Breakdown(counts)
    assert sum(row.count for row in found.rows) == found.total
    assert [row.stars for row in found.rows] == [5, 4, 3, 2, 1]


@pytest.mark.parametrize(
    ("query", "order"),
    [
        ("", [4, 1, 5]),
        ("?sort=highest", [5, 4, 1]),
        ("?sort=lowest", [1, 4, 5]),
        ("?sort=helpful", [4, 1, 5]),  # nobody has voted
        ("?sort=%27;", [4, 1, 5]),
        ("?stars=1", [1]),
        ("?stars=1&sort=highest", [1]),
        ("?stars=9", [4, 1, 5]),
    ],
)
def test_the_address_sorts_and_chooses(oil: Product, query: str, order: list[int]) -> None:
    reviews(oil, [5, 1, 4])
    assert titles(query) == [f"Stars {stars}" for stars in order]


def test_most_helpful_comes_with_the_first_vote(oil: Product, ada: User) -> None:
    helpful, *_ = reviews(oil, [2, 5, 4])
    assert "Most helpful" not in Client().get(PAGE).content.decode()
    get_model("reviews", "Vote").objects.create(review=helpful, user=ada, delta=1)
    assert "Most helpful" in Client().get(PAGE).content.decode()
    assert titles("?sort=helpful")[0] == "Stars 2"


def test_the_age_of_the_baby_is_never_required_and_shown_if_given(oil: Product, ada: User, ben: User) -> None:
    signed_in(ada).post(f"{PAGE}add/", TEXT)
    signed_in(ben).post(f"{PAGE}add/", TEXT | {"baby_months": "7"})
    assert sorted(ProductReview.objects.values_list("baby_months", flat=True), key=str) == [7, None]
    ProductReview.objects.update(status=ProductReview.APPROVED)
    page = Client().get(PAGE).content.decode()
    assert page.count("Baby was 7 months old") == 1


@pytest.mark.parametrize("typed", ["-1", "61", "soon"])
def test_an_age_that_is_none_is_refused_and_the_words_stay(oil: Product, ada: User, typed: str) -> None:
    answer = signed_in(ada).post(f"{PAGE}add/", TEXT | {"baby_months": typed})
    assert not ProductReview.objects.exists()
    assert "It spreads well." in answer.content.decode()


def test_no_stars_are_no_rating(oil: Product, ada: User) -> None:
    signed_in(ada).post(f"{PAGE}add/", TEXT | {"score": "0"})
    assert not ProductReview.objects.exists()
