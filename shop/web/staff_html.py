"""Template filter for HTML that staff typed: descriptions, terms, words of offers."""

import nh3
from django import template
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@register.filter
def staff_html(text: str | None) -> SafeString:
    """The text with tags of layout, links and pictures; without scripts, frames, forms and styles.

    It is cleaned when it is shown, because imports and the shell write texts past every form.
    """
    return mark_safe(nh3.clean(text or "", link_rel=None))  # noqa: S308 -- that is what cleaning is for
