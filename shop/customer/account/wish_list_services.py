"""What people wish for: one list each, and the wishes of a guest until they have signed in."""

from typing import Any

from oscar.core.loading import get_model

from shop.catalogue.models import Product

WishList = get_model("wishlists", "WishList")
Line = get_model("wishlists", "Line")
MOST = 100
KEY, MOST_OF_A_GUEST = "wished", 10


def wish_for(*, user: Any, product: Any) -> None:
    """Put a product on the person's list, once; a full list stays as it is."""
    kept = Line.objects.filter(wishlist__owner=user)
    if kept.count() < MOST and not kept.filter(product=product).exists():
        wishes = WishList.objects.filter(owner=user).first() or WishList.objects.create(owner=user)
        wishes.lines.create(product=product, title=product.get_title())


def remember(*, session: Any, product: Any) -> None:
    """Keep a guest's wish in the session."""
    kept = [pk for pk in session.get(KEY, []) if pk != product.pk]
    session[KEY] = [*kept, product.pk][-MOST_OF_A_GUEST:]


def add_remembered(*, user: Any, session: Any) -> None:
    """Called when somebody has signed in: the wishes of the guest they were become theirs."""
    for product in Product.objects.browsable().filter(pk__in=session.pop(KEY, [])):
        wish_for(user=user, product=product)
