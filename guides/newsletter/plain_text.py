"""Converts rich text to plain text."""

from html import unescape
from re import DOTALL, sub

from django.utils.html import strip_tags


def as_text(html: str) -> str:
    """Put URLs in brackets after links, dashes before list items, blank lines between paragraphs."""
    text = sub(r"""<a [^>]*href=["']([^"']+)["'][^>]*>(.*?)</a>""", r"\2 (\1)", html, flags=DOTALL)
    text = sub(r"<li[^>]*>", "- ", text)
    text = sub(r"<br ?/?>|</li>", "\n", text)
    text = sub(r"</(p|h2|h3|ul|ol)>", "\n\n", text)
    return sub(r"\n{3,}", "\n\n", unescape(strip_tags(text))).strip()
