"""Template tags for emails."""

from django import template
from django.templatetags.static import static

from shop.mail.compose import absolute

register = template.Library()


@register.simple_tag
def font_url(name: str) -> str:
    """The absolute URL of one of the shop's fonts; the same for every recipient."""
    url = static(f"fonts/{name}")
    return absolute(url) if url.startswith("/") else url
