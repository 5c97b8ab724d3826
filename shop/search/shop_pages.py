"""The shop’s own pages outside the CMS, with search words for them."""

from functools import cache

from django.urls import reverse

from shop.search_engine.information_pages import Information
from shop.search_engine.suggestions import Link

# Address by name, title, one sentence, and further words.
PAGES = (
    ("find-order", "Find my order", "Where your order is, and how to cancel it.",
     "track tracking parcel status where guest cancel"),
    ("basket:summary", "Basket", "Your basket, where you also enter a discount code.",
     "voucher code codes discount coupon promo promotion checkout pay payment"),
    ("customer:summary", "Account", "Your orders, addresses and details.",
     "sign in login log password register my orders"),
    ("customer:wishlists-list", "Wish list", "What you would like to buy later.",
     "wishlist wishes favourites saved"),
    ("ingredients", "Ingredients to avoid", "Mark products that contain what you don’t want.",
     "allergy allergies avoid without"),
    ("newsletter", "The free guide", "The free guide and our newsletter.",
     "newsletter email subscribe news unsubscribe download"),
    ("recalls", "Product recalls", "What was recalled, and what to do with it.",
     "recall recalled safety warning batch unsafe withdrawn"),
    ("data-complaint", "A complaint about your data", "Tell us, and we answer within 30 days.",
     "complain complaint data protection privacy gdpr"),
    ("terms", "Terms", "The terms of sale.", "conditions legal contract"),
    ("catalogue:index", "All products", "Everything we sell.", "shop range oils"),
)  # fmt: skip


@cache
def shop_pages() -> Information:
    """Built once a process: it doesn’t depend on the database."""
    links = [Link(title, reverse(name), text) for name, title, text, _ in PAGES]
    return Information(links, [words for *_, words in PAGES])
