import pytest

from tests.support.factories import a_category

pytestmark = pytest.mark.django_db


def test_a_category_has_a_readable_address() -> None:
    assert a_category("Baby oils").get_absolute_url() == "/shop/category/baby-oils/"


def test_a_category_below_another_names_both() -> None:
    child = a_category("Baby oils").add_child(name="Seeds")
    assert child.get_absolute_url() == "/shop/category/baby-oils/seeds/"
