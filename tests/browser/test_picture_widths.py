"""A browser chooses a file that is at least as wide as the picture it shows, however dense its screen."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.shopper import Shopper

SIZES = [(360, 640), (390, 844), (768, 1024), (1440, 900)]
PAGES = ["/", "/shop/", "/shop/everyday-massage-oil/", "/shop/newborn-massage-set/", "/search/?q=oil"]
# The box of each product picture in CSS pixels, and the width of the file that was chosen for it.
MEASURE = """() => [...document.querySelectorAll('img')]
  .filter(img => img.currentSrc.includes('/products/') && img.getBoundingClientRect().width > 0)
  .map(img => ({
    box: img.getBoundingClientRect().width,
    file: Number(img.currentSrc.match(/(\\d+)w\\./)?.[1] ?? img.naturalWidth),
    widest: Math.max(...[...img.parentElement.querySelectorAll('source')]
      .flatMap(source => [...source.srcset.matchAll(/ (\\d+)w/g)].map(found => Number(found[1])))),
    name: img.alt,
  }))"""
SHOW_ALL = """async () => { for (const img of document.querySelectorAll('img')) img.loading = 'eager';
  await Promise.all([...document.images].filter(img => !img.complete)
    .map(img => new Promise(done => { img.onload = img.onerror = done; }))); }"""


@pytest.mark.usefixtures("demo_shop")
@pytest.mark.parametrize("density", [1, 2, 3])
def test_no_product_picture_is_blurred(density: int, open_page: Callable[..., Page]) -> None:
    blurred = []
    for width, height in SIZES:
        page = open_page({"width": width, "height": height}, device_scale_factor=density)
        blurred += [
            f"{path} at {width} px: {found}" for path in PAGES for found in _blurred(page, path, density)
        ]
    assert not blurred


def _blurred(page: Page, path: str, density: int) -> list[str]:
    page.goto(path)
    page.evaluate(SHOW_ALL)
    pictures = page.evaluate(MEASURE)
    assert pictures
    return [
        f"{one['name']}: {one['file']} for {one['box']:.0f} × {density}"
        for one in pictures
        if one["file"] < min(one["box"] * density, one["widest"]) - 1
    ]


@pytest.mark.usefixtures("demo_shop")
def test_the_picture_follows_the_size(open_page: Callable[..., Page]) -> None:
    page = open_page({"width": 1440, "height": 900})
    Shopper(page).opens("/shop/everyday-massage-oil/")
    page.get_by_role("radio", name="250 ml").check()
    first = page.locator(".gallery img").first
    assert first.get_attribute("alt") == "Everyday massage oil in the 250 ml pump bottle"
