"""A product is found by what its ingredients, needs and categories are called now."""

from collections.abc import Callable
from typing import Any

import pytest

from shop.catalogue.listing.snapshot import current_catalogue
from shop.catalogue.models import Category, Ingredient, Product, SkinNeed
from shop.search_engine.index import find
from tests.support.factories import a_product

pytestmark = pytest.mark.django_db


@pytest.fixture
def commit(django_capture_on_commit_callbacks: Any) -> Callable[[], Any]:
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture(autouse=True)
def _jojoba(commit: Callable[[], Any]) -> None:
    with commit():
        category = Category.add_root(name="Oils", slug="oils")
        product = a_product("Jojoba", inci="Simmondsia Chinensis Seed Oil", categories=[category])
        product.skin_needs.add(SkinNeed.objects.create(name="Dry skin", slug="dry"))
        product.save()


def is_found(word: str) -> bool:
    return bool(find(Product, [word], among=current_catalogue()))


@pytest.mark.parametrize(
    ("model", "field", "word"),
    [(Ingredient, "common_name", "goatnut"), (SkinNeed, "name", "thirsty"), (Category, "name", "potions")],
)
def test_by_a_new_name(commit: Callable[[], Any], model: Any, field: str, word: str) -> None:
    assert not is_found(word)
    thing = model.objects.get()
    setattr(thing, field, word)
    with commit():
        thing.save()
    assert is_found(word)


def test_not_by_the_name_of_what_is_gone(commit: Callable[[], Any]) -> None:
    assert is_found("dry")
    with commit():
        SkinNeed.objects.get().delete()
    assert not is_found("dry")


def test_what_is_not_indexed_of_them_queues_nothing(commit: Callable[[], Any]) -> None:
    ingredient = Ingredient.objects.get()
    ingredient.note = "A liquid wax."
    with commit() as callbacks:
        ingredient.save()
    assert "reindex" not in str(callbacks)
