"""The readable cookie that tells cached pages how full the basket is: `<count>.<pence>`."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from oscar.core.loading import get_model

from shop.basket.models import Basket
from shop.money import to_pence

NAME = "shop_basket"


def value_for(basket: Basket, *, fresh: bool = False) -> str:
    """Count and goods after discounts, or nothing for an empty or closed basket.

    `fresh` asks the database whether the basket is still open: placing an order closes it
    through another instance.
    """
    if not basket.id or basket.status != basket.OPEN or not basket.num_items:
        return ""
    if fresh and not get_model("basket", "Basket").open.filter(pk=basket.pk).exists():
        return ""
    return f"{basket.num_items}.{to_pence(basket.total_incl_tax)}"


def count_in(request: HttpRequest) -> int:
    """The count in the visitor's own cookie; nothing where it has been tampered with."""
    count = request.COOKIES.get(NAME, "").partition(".")[0]
    return int(count) if count.isascii() and count.isdigit() and len(count) < 6 else 0


def update(request: HttpRequest, response: HttpResponse, value: str) -> None:
    """Set, change or drop the cookie, and leave the response alone when it is right already."""
    if request.COOKIES.get(NAME, "") == value:
        return
    if not value:
        response.delete_cookie(NAME, samesite="Lax")
        return
    response.set_cookie(
        NAME,
        value,
        max_age=settings.OSCAR_BASKET_COOKIE_LIFETIME,
        secure=settings.SECURE_COOKIES,
        samesite="Lax",
    )
