"""The tree of categories: names, places, and what is shown of it."""

from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from wagtail.models import ModelLogEntry

from shop.accounts.models import User
from shop.backoffice.lists.tree import save_category
from shop.catalogue.models import Category
from shop.integrity.deletion import StillUsed
from tests.support.factories import a_category, a_product
from tests.support.html import words_of

pytestmark = pytest.mark.django_db
HERE = "/office/lists/categories/"


@pytest.fixture
def oils() -> Any:
    return a_category("Oils")


def typed(**changed: Any) -> dict[str, Any]:
    return {"name": "Plain oils", "is_public": "on"} | changed


def names() -> list[tuple[str, int]]:
    return list(Category.objects.order_by("path").values_list("name", "depth"))


def test_a_new_category_is_the_last_one_below_another(staff: Client, oils: Any) -> None:
    oils.add_child(name="Blends")
    assert staff.post(f"{HERE}new/", typed(parent=oils.pk)).headers["Location"] == HERE
    assert names() == [("Oils", 1), ("Blends", 2), ("Plain oils", 2)]
    assert Client().get("/shop/category/oils/plain-oils/").status_code == 200


def test_text_is_typed_without_tags(staff: Client) -> None:
    staff.post(f"{HERE}new/", typed(description="For <all>\nFor nights"))
    assert Category.objects.get().description == "<p>For &lt;all&gt;</p>\n<p>For nights</p>"


def test_a_category_moves_with_what_is_below_it(staff: Client, oils: Any, cleo: User) -> None:
    gifts, plain = a_category("Gifts"), Category.objects.get(pk=oils.pk).add_child(name="Plain oils")
    assert plain.get_absolute_url() == "/shop/category/oils/plain-oils/"
    staff.post(f"{HERE}{oils.pk}/", typed(name="Oils", slug="oils", parent=gifts.pk))
    assert names() == [("Gifts", 1), ("Oils", 2), ("Plain oils", 3)]
    moved = Category.objects.get(pk=plain.pk)
    assert moved.get_absolute_url() == "/shop/category/gifts/oils/plain-oils/"
    entry = ModelLogEntry.objects.latest("pk")
    assert (entry.user, entry.data["changes"]) == (cleo, [["below", "the top", "Gifts"]])


def test_a_category_moves_to_the_top(staff: Client, oils: Any) -> None:
    plain = oils.add_child(name="Plain oils")
    staff.post(f"{HERE}{plain.pk}/", typed(slug="plain-oils", parent=""))
    assert names() == [("Oils", 1), ("Plain oils", 1)]


def test_no_category_goes_below_itself(staff: Client, oils: Any) -> None:
    plain = oils.add_child(name="Plain oils")
    page = staff.post(f"{HERE}{oils.pk}/", typed(name="Oils", parent=plain.pk))
    assert (page.status_code, list(page.context["form"].errors)) == (422, ["parent"])
    assert names() == [("Oils", 1), ("Plain oils", 2)]


def test_what_is_below_a_hidden_category_is_hidden(staff: Client, oils: Any) -> None:
    gifts = Category.add_root(name="Gifts", is_public=False)
    staff.post(f"{HERE}{oils.pk}/", typed(name="Oils", slug="oils", parent=gifts.pk))
    assert not Category.objects.get(pk=oils.pk).ancestors_are_public
    assert Client().get("/shop/category/gifts/oils/").status_code == 404
    assert "Hidden with the one above it" in words_of(staff.get(HERE))


def test_buttons_move_it_among_its_neighbours(staff: Client, oils: Any, cleo: User) -> None:
    gifts = a_category("Gifts")
    staff.post(f"{HERE}{gifts.pk}/move/", {"to": "up"})
    assert names() == [("Gifts", 1), ("Oils", 1)]
    entry = ModelLogEntry.objects.latest("pk")
    assert (entry.user, entry.data["changes"]) == (cleo, [["place", "", "before Oils"]])
    staff.post(f"{HERE}{gifts.pk}/move/", {"to": "down"})
    assert names() == [("Oils", 1), ("Gifts", 1)]


def test_the_first_one_stays_first(staff: Client, oils: Any) -> None:
    staff.post(f"{HERE}{oils.pk}/move/", {"to": "up"})
    assert names() == [("Oils", 1)] and not ModelLogEntry.objects.exists()
    assert staff.get(f"{HERE}{oils.pk}/move/").status_code == 405


def test_two_categories_never_share_an_address(staff: Client, oils: Any) -> None:
    page = staff.post(f"{HERE}new/", typed(name="OILS"))
    assert "Another category has this address" in words_of(page)
    assert names() == [("Oils", 1)]


def test_a_name_without_letters_asks_for_an_address(staff: Client) -> None:
    assert list(staff.post(f"{HERE}new/", typed(name="†")).context["form"].errors) == ["slug"]


def test_a_category_in_use_stays_and_its_users_are_named(staff: Client, oils: Any) -> None:
    a_product("Rose oil", categories=[oils])
    page = words_of(staff.post(f"{HERE}{oils.pk}/delete/", follow=True))
    assert "still used by Product “Rose oil" in page and names() == [("Oils", 1)]


def test_one_with_others_below_it_stays(staff: Client, oils: Any) -> None:
    oils.add_child(name="Plain oils")
    assert "Plain oils" in words_of(staff.get(f"{HERE}{oils.pk}/delete/"))
    with pytest.raises(StillUsed), transaction.atomic():
        Category.objects.get(pk=oils.pk).delete()


def test_an_unused_one_goes(staff: Client, oils: Any) -> None:
    staff.post(f"{HERE}{oils.pk}/delete/")
    assert names() == []


def test_a_move_that_fails_leaves_the_tree(oils: Any, cleo: User, monkeypatch: Any) -> None:
    gifts = a_category("Gifts")

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("shop.backoffice.lists.tree.log", broken)
    with pytest.raises(RuntimeError):
        save_category(category=Category.objects.get(pk=oils.pk), parent=gifts, by=cleo)
    assert names() == [("Oils", 1), ("Gifts", 1)] and Category.find_problems() == ([], [], [], [], [])
