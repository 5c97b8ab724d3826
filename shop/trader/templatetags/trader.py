"""Template tags of what the owner has set."""

from django import template

from shop.trader.announcing import current_announcement
from shop.trader.models import Announcement

register = template.Library()


@register.simple_tag
def announcement() -> Announcement | None:
    """The line to show above the page, if there is one today."""
    return current_announcement()
