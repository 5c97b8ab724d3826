"""Filters are rendered once for a state of the list, and not cached for invented queries."""

from collections.abc import Callable

import pytest
from django.http import QueryDict

from shop.catalogue.listing.filters import FilterPanels
from shop.catalogue.listing.page import browse_found
from shop.catalogue.listing.snapshot import current_catalogue
from tests.support.factories import a_product

pytestmark = pytest.mark.django_db


@pytest.fixture
def panels() -> Callable[..., FilterPanels]:
    """Those of a search that found one product."""
    a_product("Jojoba oil")
    catalogue = current_catalogue()
    return lambda words: browse_found(catalogue, [1], QueryDict(f"q={words}"), keep=["q"]).panels


def test_the_same_list_has_the_same_panels(panels: Callable[..., FilterPanels]) -> None:
    assert panels("jojoba") is panels("jojoba")


def test_links_keep_the_words_that_were_searched_for(panels: Callable[..., FilterPanels]) -> None:
    assert "q=jojoba" in panels("jojoba").filters
    assert "q=%3Cb%3E" in panels("<b>").filters


def test_a_very_long_search_is_not_cached(panels: Callable[..., FilterPanels]) -> None:
    words = "%F0%9F%98%80" * 97
    assert panels(words) is not panels(words)
