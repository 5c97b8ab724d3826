"""Inlines the CSS of HTML emails, because many mail programs ignore style sheets."""

from functools import lru_cache
from pathlib import Path

import css_inline
from django.conf import settings

STYLES = settings.BASE_DIR / "static" / "css" / "email.css"


def inlined(html: str, *further: Path) -> str:
    """An HTML document with the rules of email.css and of further style sheets as `style` attributes."""
    return _inliner(STYLES, *further).inline(html)


@lru_cache
def _inliner(*sheets: Path) -> css_inline.CSSInliner:
    """`<style>` stays for rules that attributes can't express, such as dark mode."""
    styles = "\n".join(sheet.read_text(encoding="utf-8") for sheet in sheets)
    return css_inline.CSSInliner(load_remote_stylesheets=False, keep_style_tags=True, extra_css=styles)
