"""For the keys of what `{% cache %}` keeps or, on pages that have previews, `{% wagtailcache %}`."""

from django import template

from shop.page_cache.versions import pages_version

register = template.Library()
register.simple_tag(pages_version)
