"""The cards of a row end alike, whatever one of them says more."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.usefixtures("demo_shop")
BOTTOMS = """() => {
  const bottom = element => element.getBoundingClientRect().bottom;
  const ratings = [...document.querySelectorAll(".product-card__rating")];
  return ratings.map(rating => [bottom(rating.closest(".product-card")), bottom(rating)]);
}"""


@pytest.mark.parametrize("width", [768, 1440])
def test_ratings_of_a_row_stand_at_one_height(open_page: Callable[..., Page], width: int) -> None:
    page = open_page({"width": width, "height": 900})
    page.goto("/shop/")
    bottoms = page.evaluate(BOTTOMS)
    assert len(bottoms) > 3
    assert all(abs(card - rating) < 1 for card, rating in bottoms)


def test_a_former_price_stands_beside_the_price(open_page: Callable[..., Page]) -> None:
    page = open_page({"width": 1440, "height": 900})
    page.goto("/shop/")
    line = page.locator(".product-card__prices", has=page.locator("s")).first
    tops = line.evaluate("e => [...e.children].map(part => Math.round(part.getBoundingClientRect().bottom))")
    assert abs(tops[0] - tops[1]) < 4 < tops[2] - tops[1]
