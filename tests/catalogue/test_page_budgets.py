"""The pages a shopper browses are cheap, whatever the number of products."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.support import factories

BUDGETS = {"/shop/": 12, "/shop/category/oils/": 12, "/shop/oil-0/": 14, "/search/?q=oil": 12}
FEW, MANY = 3, 30
type Counts = list[dict[str, int]]


def queries(url: str) -> int:
    client = Client()
    client.get(url)  # what a process keeps is there
    with CaptureQueriesContext(connection) as seen:
        assert client.get(url).status_code == 200
    return len(seen)


def write_and_count(counts: Counts) -> None:
    """The queries of each page with a few products, then with many."""
    oils, made = factories.a_category("Oils"), 0
    for number in (FEW, MANY):
        for n in range(made, number):
            factories.a_product_in_sizes(f"Oil {n}", slug=f"oil-{n}", categories=[oils])
        made = number
        counts.append({url: queries(url) for url in BUDGETS})


@pytest.fixture(scope="module")
def counts(module_rows: Callable[..., None]) -> Counts:
    """Made once: thirty products take three seconds."""
    counts: Counts = []
    module_rows(lambda: write_and_count(counts))
    return counts


@pytest.mark.parametrize("url", BUDGETS)
def test_budget_is_kept_whatever_the_number_of_products(url: str, counts: Counts) -> None:
    few, many = counts
    assert many[url] == few[url] <= BUDGETS[url]
