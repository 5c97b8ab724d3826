"""Search: forgiving, never an error, never a dead end."""

import pytest
from django.test import Client

from tests.support import factories


@pytest.fixture
def jojoba(db: None, django_capture_on_commit_callbacks) -> object:
    with django_capture_on_commit_callbacks(execute=True):
        return factories.a_product("Organic jojoba oil", inci="Simmondsia Chinensis Seed Oil")


def page(text: str) -> str:
    response = Client().get("/search/", {"q": text})
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("text", ["jojoba", "JOJOBA oil", "simmondsia", "jojo"])
def test_found_by_name_ingredient_and_beginning(text, jojoba):
    assert "/shop/organic-jojoba-oil/" in page(text)


def test_a_slipped_letter_is_corrected_and_said(jojoba):
    html = page("jojba")
    assert "/shop/organic-jojoba-oil/" in html
    assert "<h1>“jojoba”</h1>" in html
    assert "Nothing matches “jojba”" in html
    assert 'href="/search/?q=jojba&amp;as=typed"' in html


def test_on_request_the_words_stand_as_typed(jojoba):
    html = Client().get("/search/?q=jojba&as=typed").content.decode()
    assert "<h1>“jojba”</h1>" in html
    assert 'Did you mean <a href="/search/?q=jojoba">jojoba</a>?' in html


def test_filters_of_words_as_typed_keep_them(jojoba):
    html = Client().get("/search/?q=jojba+oil&as=typed").content.decode()
    assert "/shop/organic-jojoba-oil/" in html
    assert 'href="?q=jojba+oil&amp;as=typed&amp;sort=price"' in html


@pytest.mark.parametrize("text", ["without jojba", "nut-free jojba", "jojba from birth"])
def test_a_careful_search_is_asked_about_only(text, jojoba):
    html = page(text)
    assert "Did you mean <a" in html
    assert "as=typed" not in html


def test_nothing_found_offers_something(jojoba):
    html = page("bicycle")
    assert "/shop/organic-jojoba-oil/" in html
    assert "No results for “bicycle”" in html


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "x" * 10_000,
        '"',
        "oil OR",
        "NEAR(",
        "oil*",
        "-oil",
        "(",
        "🫧",
        "'; --",
        "a:b",
        "^oil",
    ],
)
def test_whatever_is_typed_gets_a_page(text, jojoba):
    page(text)
    assert Client().get("/search/suggest/", {"q": text}).status_code == 200


def test_suggestions_start_with_what_was_typed(jojoba):
    answer = Client().get("/search/suggest/", {"q": "jojo"}).json()
    assert answer == {"items": [{"title": "Organic jojoba oil", "url": "/shop/organic-jojoba-oil/"}]}


def test_products_stand_above_pages_of_information(db: None, django_capture_on_commit_callbacks) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        factories.a_product("Basket oil")
    html = page("basket")
    assert html.index("/shop/basket-oil/") < html.index('<h2 id="pages">Information</h2>')
