"""Stars to the nearest half, halves upwards."""

import re

import pytest

from shop.catalogue.listing.snapshot import current_catalogue
from shop.catalogue.templatetags.catalogue import stars
from tests.support.factories import a_product


@pytest.mark.parametrize(
    ("value", "full", "halves"),
    [
        (0, 0, 0),
        (None, 0, 0),
        (3.2, 3, 0),
        (3.25, 3, 1),
        (3.5, 3, 1),
        (3.75, 4, 0),
        (4.5, 4, 1),
        (5, 5, 0),
        (9, 5, 0),
    ],
)
def test_half_stars(value, full, halves) -> None:
    shown = stars(value)
    assert (shown.count("★"), shown.count("star-half")) == (full + halves, halves)
    assert len(re.sub(r"<[^>]+>", "", shown)) == 5


def test_the_best_can_be_had_and_are_well_rated(db) -> None:
    for title, rating, stock in (("Gone", 5.0, 0), ("Poor", 2.0, 5), ("Good", 4.5, 5), ("New", None, 5)):
        product = a_product(title, stock=stock)
        type(product).objects.filter(pk=product.pk).update(rating=rating)
    assert [item.title for item in current_catalogue().best(4)] == ["Good", "New", "Poor"]
