"""Fewer than four products that go well with another one stand beside their heading, in full rows."""

from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.support.factories import a_product

# By width and number: how many boxes, the heading's among them, each row has.
ROWS = {
    360: {1: [2], 2: [1, 2], 3: [2, 2], 4: [2, 2]},
    768: {1: [2], 2: [3], 3: [1, 3], 4: [3]},
    1440: {1: [2], 2: [3], 3: [4], 4: [4]},
}
HEADED = {(360, 4), (768, 4), (1440, 4)}  # the heading isn't in the grid of the cards
TOPS = """section => [section.querySelector("h2").parentElement, ...section.querySelectorAll("li")]
  .filter(box => box.checkVisibility() && getComputedStyle(box).display !== "none")
  .map(box => Math.round(box.getBoundingClientRect().top))"""


@pytest.fixture
def page(chromium: Browser, live_server: Any, request: pytest.FixtureRequest) -> Any:
    context = chromium.new_context(base_url=live_server.url, viewport={"width": request.param, "height": 900})
    yield context.new_page()
    context.close()


def an_oil_with(number: int) -> Any:
    oil = a_product("Sunflower oil")
    for n in range(number):
        oil.primary_recommendations.create(recommendation=a_product(f"Oil {n}"), ranking=n)
    return oil


@pytest.mark.parametrize("number", [1, 2, 3, 4])
@pytest.mark.parametrize("page", list(ROWS), indirect=True)
def test_no_row_has_a_gap_between_its_boxes(page: Page, number: int) -> None:
    page.goto(an_oil_with(number).get_absolute_url())
    section = page.get_by_role("region", name="Goes well with")
    width = (page.viewport_size or {})["width"]
    tops = section.evaluate(TOPS)
    if (width, number) in HEADED:
        tops = tops[1:]
    assert [tops.count(top) for top in sorted(set(tops))] == ROWS[width][number]


@pytest.mark.parametrize("number", [1, 4])
@pytest.mark.parametrize("page", [1440], indirect=True)
def test_it_stays_a_list(page: Page, number: int) -> None:
    """Without boxes of its own, some browsers would no longer call it one."""
    page.goto(an_oil_with(number).get_absolute_url())
    section = page.get_by_role("region", name="Goes well with")
    assert section.get_by_role("list").get_by_role("listitem").count() == number
