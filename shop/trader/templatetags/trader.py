"""Template tags of what the owner has set."""

from django import template

from shop.trader import header
from shop.trader.announcing import current_announcement
from shop.trader.appearance import Brand
from shop.trader.brand import current_brand
from shop.trader.contributing import open_contributions
from shop.trader.contribution_settings import ContributionSettings
from shop.trader.footer import Column, footer_columns
from shop.trader.header import Links
from shop.trader.models import Announcement

register = template.Library()


@register.simple_tag
def announcement() -> Announcement | None:
    """The line to show above the page, if there is one today."""
    return current_announcement()


@register.simple_tag
def brand() -> Brand | None:
    """Colours and logo; nothing while the shop has its own."""
    return current_brand()


@register.simple_tag
def contributions() -> ContributionSettings | None:
    """Their settings while the shop takes contributions to its guides."""
    return open_contributions()


@register.simple_tag
def menu_links() -> Links:
    """The links at the top of the page, before the categories."""
    return header.menu_links()


@register.simple_tag
def further_links() -> Links:
    """Those that the menu of a phone has besides."""
    return header.further_links()


@register.simple_tag(name="footer_columns")
def columns() -> list[Column]:
    """The columns of links at the foot of the page."""
    return footer_columns()
