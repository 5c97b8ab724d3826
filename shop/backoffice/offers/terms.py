"""What an offer gives, on what, to whom and for how long, in the words of the office."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from django.db import models

from shop.catalogue.models import Category, Product
from shop.offer.models import Range
from shop.shipping.threshold import money

ZERO: Final = Decimal(0)


class Gives(models.TextChoices):
    """What the buyer gets."""

    PER_CENT = "per-cent", "Per cent off"
    POUNDS = "pounds", "Pounds off the basket"
    DELIVERY = "delivery", "Free delivery"
    THREE_FOR_TWO = "three-for-two", "Three for two: every third item is free, the cheapest"
    SET_PRICE = "set-price", "Set price for several items"


class OnWhat(models.TextChoices):
    """Which products it is about."""

    EVERYTHING = "everything", "Everything"
    PRODUCTS = "products", "Products"
    CATEGORIES = "categories", "Categories"
    SELECTION = "selection", "A selection"


class Who(models.TextChoices):
    """How shoppers come by it."""

    CODE = "code", "Who has the code"
    EVERYBODY = "everybody", "Everybody, without a code"
    CODES = "codes", "Who has one of many codes; each works once"


@dataclass(frozen=True)
class Limits:
    """What may be changed while the offer runs. `in_all` counts uses; None is no limit."""

    until: date
    in_all: int | None = None


@dataclass(frozen=True)
class Terms:
    """All of them. `value` is per cent, pounds off or the set price; `items` how many that buys."""

    gives: Gives
    who: Who
    since: date
    limits: Limits
    name: str = ""
    value: Decimal | None = None
    items: int = 1
    on: OnWhat = OnWhat.EVERYTHING
    products: tuple[Product, ...] = ()
    categories: tuple[Category, ...] = ()
    selection: Range | None = None
    code: str = ""
    minimum: Decimal | None = None
    is_once_each: bool = False
    combines: bool = False
    count: int = 0  # of single-use codes


def what_of(terms: Terms) -> str:
    """“everything”, “Oils”, “Rose water and Jojoba oil”, “Rose water and 4 more”."""
    if terms.on == OnWhat.EVERYTHING:
        return "everything"
    if terms.on == OnWhat.SELECTION:
        return terms.selection.name if terms.selection else ""
    chosen = [row.name for row in terms.categories] or [row.get_title() for row in terms.products]
    if len(chosen) > 2:
        return f"{chosen[0]} and {len(chosen) - 1} more"
    return " and ".join(chosen)


def said(terms: Terms) -> str:
    """The offer in a few words, as shoppers read them in the basket: “10% off everything”."""
    what = what_of(terms)
    words = {
        Gives.PER_CENT: f"{_plain(terms.value)}% off {what}",
        Gives.POUNDS: f"{money(terms.value or ZERO)} off {what}",
        Gives.DELIVERY: "Free delivery" if terms.on == OnWhat.EVERYTHING else f"Free delivery with {what}",
        Gives.THREE_FOR_TWO: f"Three for two on {what}",
        Gives.SET_PRICE: f"Any {terms.items} of {what} for {money(terms.value or ZERO)}",
    }[terms.gives]
    if terms.gives == Gives.SET_PRICE and terms.on == OnWhat.EVERYTHING:
        words = f"Any {terms.items} items for {money(terms.value or ZERO)}"
    return f"{words} from {money(terms.minimum)}" if terms.minimum else words


def _plain(value: Decimal | None) -> str:
    return f"{value.normalize():f}" if value else "0"
