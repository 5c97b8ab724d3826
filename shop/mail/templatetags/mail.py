"""Template tags for emails."""

from django import template
from django.templatetags.static import static

from shop.mail import switches
from shop.mail.compose import absolute

register = template.Library()


@register.simple_tag
def font_url(name: str) -> str:
    """The absolute URL of one of the shop's fonts; the same for every recipient."""
    url = static(f"fonts/{name}")
    return absolute(url) if url.startswith("/") else url


@register.simple_tag
def is_emailed(kind: str) -> bool:
    """Whether emails of this kind are sent, so that no page offers one that isn’t."""
    return switches.is_on(kind)
