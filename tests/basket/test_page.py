"""The basket page."""

from typing import Any

import pytest
from django.test import Client

from tests.basket.conftest import Basket, text_of
from tests.support.factories import a_product, a_product_in_sizes

pytestmark = pytest.mark.django_db


def test_an_empty_basket_offers_something(basket: Basket) -> None:
    assert "See all oils" in basket.page()


def test_the_total_includes_delivery(basket: Basket) -> None:
    basket.add(a_product("Sunflower oil", price="14.50"), 2)
    page = basket.page()
    assert "Subtotal £29.00" in page
    assert "Delivery £3.95 Total £32.95" in page


def test_it_says_where_a_gift_is_chosen(basket: Basket) -> None:
    assert "Is it a gift?" not in basket.page()
    basket.add(a_product())
    assert "Is it a gift? Choose Checkout to add a message" in basket.page()


@pytest.mark.parametrize(("price", "said"), [("45.00", "£3.95"), ("45.01", "Free")])
def test_delivery_is_free_over_the_threshold(basket: Basket, price: str, said: str) -> None:
    basket.add(a_product(price=price))
    assert f"Delivery {said}" in basket.page()


def test_it_says_what_the_law_wants_before_checkout(basket: Basket) -> None:
    basket.add(a_product("Almond oil", inci="Prunus Amygdalus Dulcis Oil", ni_ready=False))
    page = basket.page()
    assert "We take Visa, Mastercard and American Express. We deliver" in page
    assert "your basket contains sweet almond" in page
    assert "can’t send Almond oil, 100 ml to BT postcodes" in page
    assert "£145.00 per litre" in page


@pytest.mark.parametrize(
    ("brands", "said"), [(["Visa"], "We take Visa. We deliver"), ([], "code We deliver")]
)
def test_it_names_the_cards_of_the_settings(
    basket: Basket, settings: Any, brands: list[str], said: str
) -> None:
    settings.CARD_BRANDS = brands
    basket.add(a_product())
    assert said in basket.page()


def test_it_is_never_kept_by_a_cache(basket: Basket) -> None:
    assert "no-store" in basket.client.get("/basket/").headers["Cache-Control"]


def test_a_quantity_is_changed_and_the_cookie_follows(basket: Basket) -> None:
    oil = a_product("Sunflower oil", price="10.00")
    basket.add(oil)
    assert "Sunflower oil, 100 ml: 3 in your basket." in text_of(basket.change(oil, "3"))
    assert basket.cookie() == "3.3000"


@pytest.mark.parametrize("typed", ["-1", "1000000000", "🙂", "", "1.5", "\x00", "x" * 10_000])
def test_a_bad_quantity_is_kept_and_explained(basket: Basket, typed: str) -> None:
    oil = a_product()
    basket.add(oil, 2)
    page = basket.change(oil, typed)
    assert page.status_code == 400
    assert 'aria-invalid="true"' in page.content.decode()
    assert basket.line(oil).quantity == 2


def test_more_than_the_stock_is_said_at_the_line(basket: Basket) -> None:
    oil = a_product("Sunflower oil", stock=3)
    basket.add(oil)
    page = basket.change(oil, "4")
    assert page.status_code == 409
    assert "Only 3 left in stock." in text_of(page)


def test_a_line_is_removed_and_undone_without_script(basket: Basket) -> None:
    oil = a_product("Sunflower oil")
    basket.add(oil, 2)
    basket.remove(oil)
    page = basket.client.get("/basket/").content.decode()
    assert "Sunflower oil, 100 ml has been removed." in page
    assert f'action="/basket/add/{oil.pk}/"' in page
    basket.add(oil, 2)
    assert basket.line(oil).quantity == 2


def test_removing_the_last_line_drops_the_cookie(basket: Basket) -> None:
    oil = a_product()
    basket.add(oil)
    basket.remove(oil)
    assert basket.cookie() == ""


def test_a_script_gets_the_part_that_changes(basket: Basket) -> None:
    oil = a_product("Sunflower oil")
    basket.add(oil)
    part = basket.change(oil, "2", headers={"X-Part": "basket"}).content.decode()
    assert part.lstrip().startswith("<h1")
    assert "<html" not in part
    assert 'name="csrfmiddlewaretoken"' in part


def test_somebody_elses_line_is_out_of_reach(basket: Basket) -> None:
    oil = a_product()
    basket.add(oil, 2)
    stranger = Client()
    stranger.post(f"/basket/lines/{basket.line(oil).pk}/", {"remove": "1"})
    assert basket.line(oil).quantity == 2


def test_the_queries_do_not_grow_with_the_lines(
    basket: Basket, django_assert_max_num_queries: Any, offers: None
) -> None:
    for number in range(4):
        basket.add(a_product(f"Oil {number}"))
        basket.add(a_product_in_sizes(f"Sized {number}").children.first())
    basket.page()  # a new process gathers the shelf and the guides once
    with django_assert_max_num_queries(15):
        assert "Sized 3" in basket.page()
