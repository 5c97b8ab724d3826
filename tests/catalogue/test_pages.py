"""The pages a shopper browses: public and the same for everyone."""

import pytest
from django.test import Client
from django.utils.safestring import SafeString

from shop.catalogue.listing.snapshot import current_catalogue
from tests.support import factories
from tests.support.html import html_of

PAGES = ("/shop/", "/shop/category/oils/", "/shop/oil-0/", "/search/?q=oil")


@pytest.fixture
def oils(db: None) -> object:
    return factories.a_category("Oils")


def fill(category: object, number: int) -> None:
    """So many products in a category, and a catalogue that knows them."""
    for n in range(number):
        factories.a_product_in_sizes(f"Oil {n}", slug=f"oil-{n}", categories=[category])
    current_catalogue()


@pytest.mark.parametrize("url", PAGES)
def test_everyone_gets_the_same_bytes(url, oils, ada, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        fill(oils, 2)
    visitor, known = Client(), Client()
    known.force_login(ada)
    factories.a_basket(factories.a_product("Jojoba"), owner=ada)
    first, second = visitor.get(url), known.get(url)
    assert first.content == second.content
    assert not first.cookies and not second.cookies
    assert "Cookie" not in first.headers.get("Vary", "")
    assert "public" in first["Cache-Control"]


@pytest.mark.parametrize("url", ["/shop/nothing/", "/shop/category/nothing/", "/shop/x%0Ay/"])
def test_unknown_page_is_not_found(url, db):
    assert Client().get(url).status_code == 404


def test_a_draft_has_no_page(db):
    factories.a_product("Secret", is_public=False)
    assert Client().get("/shop/secret/").status_code == 404


def test_a_sizes_own_address_leads_to_its_parent(db):
    parent = factories.a_product_in_sizes("Everyday oil")
    child = parent.children.last()
    response = Client().get(f"/shop/{child.slug}/")
    assert response.status_code == 301
    assert response["Location"] == f"/shop/everyday-oil/?size={child.pk}"


def test_size_in_the_address_is_chosen(db):
    child = factories.a_product_in_sizes("Everyday oil").children.last()
    html = html_of(Client().get(child.get_absolute_url()))
    assert f'value="{child.pk}" checked' in html


@pytest.mark.parametrize(
    "query",
    [
        "page=0",
        "page=-1",
        "page=99999999999",
        "page=x",
        "price=£",
        "sort=🫧",
        "size=" + "9" * 10_000,
    ],
)
def test_odd_parameters_are_ignored(query, oils):
    factories.a_product(categories=[oils])
    assert Client().get(f"/shop/?{query}").status_code == 200


def test_a_product_without_a_price_breaks_no_list(db, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        product = factories.a_product("Jojoba")
        product.stockrecords.update(price=None)
    for url in ("/shop/", "/shop/jojoba/"):
        assert Client().get(url).status_code == 200


@pytest.mark.django_db
def test_the_pictures_of_the_first_row_are_not_put_off(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "shop.catalogue.listing.item.card_picture", lambda image, alt: SafeString('<img loading="lazy">')
    )
    for number in range(3):
        factories.a_product(title=f"Oil {number}")
    page = client.get("/shop/").content.decode()
    assert (page.count('fetchpriority="high"'), page.count('loading="lazy"')) == (2, 1)
