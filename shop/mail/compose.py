"""Composes emails: text and HTML from a pair of templates, with the trader's identity in both."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import linebreaks

from shop.mail.styling import inlined
from shop.trader.details import trader
from shop.trader.header import shop_name
from shop.trader.vat import vat_registered

HEADING_END = "</h1>"
CONTENT_START = '<td class="content">'


@dataclass(frozen=True)
class Content:
    """Subject, text, HTML (may be empty) and additional headers of an email."""

    subject: str
    text: str
    html: str = ""
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class OwnWords:
    """The owner's subject and first paragraph for one email, placeholders filled; empty: the shop's own."""

    subject: str = ""
    opening: str = ""


NO_WORDS = OwnWords()
_own_words: ContextVar[OwnWords] = ContextVar("own_words", default=NO_WORDS)


@contextmanager
def with_own_words(words: OwnWords) -> Iterator[None]:
    """Within this context `render` uses these words: composers needn't know of them."""
    token = _own_words.set(words)
    try:
        yield
    finally:
        _own_words.reset(token)


def identity() -> dict[str, Any]:
    """Template context with the trader's identity, which each email must state by law."""
    return {
        "shop_name": shop_name(),
        "shop_url": settings.SHOP_URL,
        "trader": trader(),
        "vat_registered": vat_registered(),
    }


def absolute(path: str) -> str:
    """The absolute URL of a path of this site."""
    return f"{settings.SHOP_URL}{path}"


def own_file(url: str) -> str:
    """The absolute URL of a file on our own host, else nothing: emails load nothing from anybody else."""
    if url.startswith("/") and not url.startswith("//"):
        return absolute(url)
    return url if urlsplit(url).netloc == urlsplit(settings.SHOP_URL).netloc else ""


def link(name: str, *args: object) -> str:
    """The absolute URL of a named URL pattern."""
    return absolute(reverse(name, args=args))


def render(
    template: str, *, subject: str, context: dict[str, Any], headers: dict[str, str] | None = None
) -> Content:
    """An email from `<template>.txt` and `<template>.html`; its HTML title is its subject."""
    words = _own_words.get()
    subject = words.subject or subject
    context = context | identity() | {"title": subject}
    text: str = render_to_string(f"{template}.txt", context)
    html: str = render_to_string(f"{template}.html", context)
    if words.opening:
        text = f"{words.opening}\n\n{text}"
        html = _opened(html, words.opening)
    return Content(subject=subject, text=text, html=inlined(html), headers=headers or {})


def _opened(html: str, opening: str) -> str:
    """With the paragraph after the heading, or where there is none at the beginning of the content."""
    mark = HEADING_END if HEADING_END in html else CONTENT_START
    return html.replace(mark, f"{mark}\n{linebreaks(opening, autoescape=True)}", 1)


def staff_notice(*, subject: str, text: str) -> Content:
    """A plain-text email to staff."""
    return Content(subject=subject, text=text)
