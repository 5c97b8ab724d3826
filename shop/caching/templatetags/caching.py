"""For the keys of what `{% cache %}` keeps or, on pages that have previews, `{% wagtailcache %}`."""

from typing import Any

from django import template

from shop.caching import site_version

register = template.Library()


@register.simple_tag(takes_context=True)
def pages_version(context: dict[str, Any]) -> str:
    """As it was before the view read anything, where the view is a public one (`shop.caching.decorators`)."""
    return getattr(context.get("request"), "pages_version", "") or site_version.pages_version()
