"""The shop’s name, and the links of the menu at the top of each page.

`SHOP_NAME` of the environment is the name until the office has saved one.
"""

from django.conf import settings
from django.urls import reverse

from shop.caching.site_version import site
from shop.caching.version import LocalCache
from shop.integrity.versions import add_version
from shop.trader.appearance import Header
from shop.trader.link_lines import lines_of, links_of

type Links = list[tuple[str, str]]
_row: LocalCache[str, tuple[Header | None]] = LocalCache(most=1, seconds=60)


def shop_name() -> str:
    """For pages, emails and documents; a change is seen with the site's next version."""
    row = _now()
    return row.name if row else str(settings.SHOP_NAME)


def menu_links() -> Links:
    """Words and address of each link at the top; the categories follow them."""
    return links_of((_now() or first_header()).links)


def further_links() -> Links:
    """Those that a phone's menu has besides."""
    return links_of((_now() or first_header()).further_links)


def stored_header() -> Header:
    """As it stands in the database, else what comes with the shop."""
    return Header.objects.first() or first_header()


def first_header() -> Header:
    """The name of the environment and the links that come with the shop."""
    links = [("Shop", reverse("catalogue:index")), ("Offers", reverse("offer:list")), ("Guides", "/guides/")]
    further = [
        ("Wish list", reverse("customer:wishlists-list")),
        ("Find my order", reverse("find-order")),
        ("Delivery", "/delivery/"),
        ("Contact us", "/contact/"),
    ]
    return Header(name=settings.SHOP_NAME, links=lines_of(links), further_links=lines_of(further))


def change_header(*, row: Header, seen: int) -> Header:
    """From now on. Raises ChangedMeanwhile."""
    return add_version(row, seen=seen)


def _now() -> Header | None:
    row, *_ = _row.get("now", state=site.current(), make=lambda: (Header.objects.first(),))
    return row
