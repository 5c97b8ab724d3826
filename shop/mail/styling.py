"""Styles of HTML emails: written into the tags, because many mail programs read no style sheet."""

from functools import lru_cache
from pathlib import Path

import css_inline
from django.conf import settings

STYLES = settings.BASE_DIR / "static" / "css" / "email.css"


def inlined(html: str, *further: Path) -> str:
    """A whole HTML document with the styles of all emails, and of further style sheets, in its tags."""
    return _inliner(STYLES, *further).inline(html)


@lru_cache
def _inliner(*sheets: Path) -> css_inline.CSSInliner:
    """`<style>` stays: it holds what tags can't say, such as colours in the dark."""
    styles = "\n".join(sheet.read_text(encoding="utf-8") for sheet in sheets)
    return css_inline.CSSInliner(load_remote_stylesheets=False, keep_style_tags=True, extra_css=styles)
