"""`pages_version`, for the keys of `{% cache %}` and `{% wagtailcache %}` fragments."""

from typing import Any

from django import template

from shop.caching import site_version

register = template.Library()


@register.simple_tag(takes_context=True)
def pages_version(context: dict[str, Any]) -> str:
    """Return the version read before a public view ran (`shop.caching.decorators`), else the current one."""
    return getattr(context.get("request"), "pages_version", "") or site_version.pages_version()
