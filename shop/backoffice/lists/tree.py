"""Adds, changes and moves categories by treebeard's own calls: a plain save would leave the tree broken."""

from django.core.cache import cache
from django.db import transaction
from wagtail.log_actions import log

from shop.accounts.models import User
from shop.backoffice.activity.recorder import CHANGED
from shop.catalogue.models import Category

TOP = "the top"


@transaction.atomic
def save_category(*, category: Category, parent: Category | None, by: User) -> Category:
    """Save a new category, or a changed one, as the last one below `parent`; None is the top.

    One whose parent stays keeps its place. The log gets the move; shop.backoffice.activity logs the rest.
    """
    _lock()
    if category._state.adding:
        return _add(category, parent)
    old = category.get_parent()
    category.save()
    if old == parent:
        _forget_addresses(category)
        return category
    _move(category, parent)
    change = ["below", old.full_name if old else TOP, parent.full_name if parent else TOP]
    log(category, CHANGED, user=by, data={"changes": [change]})
    return _settled(category)


@transaction.atomic
def shift(*, category: Category, up: bool, by: User) -> bool:
    """Change places with the one before it, or after it; False if there is none."""
    _lock()
    category.refresh_from_db()
    other = category.get_prev_sibling() if up else category.get_next_sibling()
    if other is None:
        return False
    category.move(other, "left" if up else "right")
    change = ["place", "", f"{'before' if up else 'after'} {other.name}"]
    log(category, CHANGED, user=by, data={"changes": [change]})
    _settled(category)
    return True


def _lock() -> None:
    """Two moves at once would give two categories the same path."""
    list(Category.objects.select_for_update().order_by("pk").values_list("pk", flat=True))


def _add(category: Category, parent: Category | None) -> Category:
    if parent is None:
        return Category.add_root(instance=category)
    return Category.objects.get(pk=parent.pk).add_child(instance=category)


def _move(category: Category, parent: Category | None) -> None:
    if parent is None:
        category.move(Category.get_last_root_node(), "last-sibling")
    else:
        category.move(Category.objects.get(pk=parent.pk), "last-child")


def _settled(category: Category) -> Category:
    """The category as it stands now. Moving writes by SQL; the save tells caches, search and pages."""
    moved = Category.objects.get(pk=category.pk)
    moved.save()
    _forget_addresses(moved)
    return moved


def _forget_addresses(category: Category) -> None:
    """Oscar caches the address of each category, which begins with those of the ones above it."""
    cache.delete_many([one.get_url_cache_key() for one in category.get_descendants_and_self()])
