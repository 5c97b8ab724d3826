"""Lines of words and address."""

import pytest

from shop.trader.footer import columns_of, first_footer, links_of


def test_the_last_word_of_a_line_is_its_address() -> None:
    assert links_of("Find my order /orders/\n\nHelp https://help.example/\n") == [
        ("Find my order", "/orders/"),
        ("Help", "https://help.example/"),
    ]


def test_a_line_of_one_word_has_no_words() -> None:
    assert links_of("/orders/") == [("", "/orders/")]


@pytest.mark.django_db
def test_the_first_columns_name_what_the_law_wants() -> None:
    addresses = {address for column in columns_of(first_footer()) for _, address in column.links}
    assert {"/privacy/", "/terms/", "/returns/", "/contact/"} <= addresses
