"""The links at the foot of each page."""

from dataclasses import dataclass

from django.urls import reverse

from shop.caching.site_version import site
from shop.caching.version import LocalCache
from shop.integrity.versions import add_version
from shop.trader.appearance import Footer
from shop.trader.header import shop_name
from shop.trader.link_lines import lines_of, links_of

_row: LocalCache[str, tuple[Footer | None]] = LocalCache(most=1, seconds=60)


@dataclass(frozen=True)
class Column:
    """A heading and its links, each with words and address."""

    heading: str
    links: list[tuple[str, str]]


def footer_columns() -> list[Column]:
    """What pages show now; a change is seen with the site's next version."""
    row, *_ = _row.get("now", state=site.current(), make=lambda: (Footer.objects.first(),))
    return columns_of(row or first_footer())


def stored_footer() -> Footer:
    """As it stands in the database, else what comes with the shop."""
    return Footer.objects.first() or first_footer()


def columns_of(row: Footer) -> list[Column]:
    """The columns of a row."""
    return [
        Column(row.help_heading, links_of(row.help_links)),
        Column(row.about_heading, links_of(row.about_links)),
    ]


def first_footer() -> Footer:
    """The links that come with the shop."""
    helps = [
        ("Delivery", "/delivery/"),
        ("Returns and cancelling", "/returns/"),
        ("Find my order", reverse("find-order")),
        ("Wish list", reverse("customer:wishlists-list")),
        ("Ingredients to avoid", reverse("ingredients")),
        ("Contact us", "/contact/"),
        ("Accessibility", "/accessibility/"),
        ("Product recalls", reverse("recalls")),
    ]
    about = [
        (f"About {shop_name()}", "/about/"),
        ("Guides", "/guides/"),
        ("The free guide", reverse("newsletter")),
        ("Privacy", "/privacy/"),
        ("Terms", reverse("terms")),
    ]
    return Footer(
        help_heading="Help", help_links=lines_of(helps), about_heading="About", about_links=lines_of(about)
    )


def change_footer(*, row: Footer, seen: int) -> Footer:
    """From now on. Raises ChangedMeanwhile."""
    return add_version(row, seen=seen)
