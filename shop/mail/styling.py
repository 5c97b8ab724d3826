"""Inlines the CSS of HTML emails, because many mail programs ignore style sheets."""

from functools import lru_cache
from pathlib import Path

import css_inline
from django.conf import settings

from shop.trader.brand import current_brand
from shop.trader.palette import COLOUR

# Of the style sheets: the main, strong and pale colour, and the strong and the pale one of their rules
# for the dark.
OWN = ("#4d6542", "#3a4f31", "#dfe5d3", "#b9d0ab", "#343b31")
STYLES = settings.BASE_DIR / "static" / "css" / "email.css"


def inlined(html: str, *further: Path) -> str:
    """An HTML document with the rules of email.css and of further style sheets as `style` attributes."""
    return _in_brand(_inliner(STYLES, *further).inline(html))


def _in_brand(html: str) -> str:
    """With the shop's colours instead of those that come with the style sheets."""
    brand = current_brand()
    if brand is None:
        return html
    light, dark = brand.light, brand.dark
    colours = dict(zip(OWN, (light.main, light.strong, light.pale, dark.strong, dark.pale), strict=True))
    return COLOUR.sub(lambda found: colours.get(found[0], found[0]), html)


@lru_cache
def _inliner(*sheets: Path) -> css_inline.CSSInliner:
    """`<style>` stays for rules that attributes can't express, such as dark mode."""
    styles = "\n".join(sheet.read_text(encoding="utf-8") for sheet in sheets)
    return css_inline.CSSInliner(load_remote_stylesheets=False, keep_style_tags=True, extra_css=styles)
