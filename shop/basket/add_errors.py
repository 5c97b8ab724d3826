"""What the page offers when something could not be added, so that nobody starts over."""

from typing import Any

from shop.basket.services import CannotAdd, NoSizeChosen, SoldOut


def recovery_options(error: CannotAdd, *, wanted: str) -> dict[str, Any]:
    """The error, the product it is about, and what can be done instead."""
    product = error.product
    context: dict[str, Any] = {
        "error": str(error),
        "product": product,
        "wanted": wanted if wanted.isdecimal() else "1",
    }
    if product:
        page = product.parent if product.is_child else product
        context |= {"url": product.get_absolute_url(), "title": page.title}
    if product and isinstance(error, NoSizeChosen):
        context["sizes"] = list(product.children.filter(is_public=True).order_by("volume_ml"))
    elif error.free:
        context["instead"] = error.free
    elif isinstance(error, SoldOut):
        context["sold_out"] = product
    return context
