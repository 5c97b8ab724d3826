"""The links below a long list lead to its other pages and keep what was searched for."""

import pytest
from bs4 import BeautifulSoup
from django.core.paginator import Paginator
from django.template.loader import render_to_string
from django.test import RequestFactory

pytestmark = pytest.mark.django_db  # who sells is read for each page


def links(number: int) -> list[str]:
    page = Paginator(range(120), 50).page(number)
    request = RequestFactory().get("/office/stock/", {"q": "oil & wax", "page": number})
    html = render_to_string("backoffice/pages.html", {"page_obj": page}, request)
    return [str(link["href"]) for link in BeautifulSoup(html, "html.parser").find_all("a")]


def test_both_neighbours_are_linked_with_the_search() -> None:
    assert links(2) == ["?q=oil+%26+wax&page=1", "?q=oil+%26+wax&page=3"]


def test_the_ends_have_one_neighbour() -> None:
    assert links(1) == ["?q=oil+%26+wax&page=2"]
    assert links(3) == ["?q=oil+%26+wax&page=2"]
