"""Template tag for the links to the style sheets in `settings.STYLES`."""

from django import template
from django.conf import settings
from django.templatetags.static import static
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def style_sheets() -> SafeString:
    """A link for each style sheet; `{% compress %}` combines them into one file."""
    return format_html_join(
        "\n", '<link rel="stylesheet" href="{}">', ((static(path),) for path in settings.STYLES)
    )
