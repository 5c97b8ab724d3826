"""The links to the shop's style sheets, from the list in the settings."""

from django import template
from django.conf import settings
from django.templatetags.static import static
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def style_sheets() -> SafeString:
    """One link a sheet; inside `{% compress %}` they become one file."""
    return format_html_join(
        "\n", '<link rel="stylesheet" href="{}">', ((static(path),) for path in settings.STYLES)
    )
