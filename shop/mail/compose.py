"""Composes emails: text and HTML from a pair of templates, with the trader's identity in both."""

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from shop.mail.styling import inlined


@dataclass(frozen=True)
class Content:
    """Subject, text, HTML (may be empty) and additional headers of an email."""

    subject: str
    text: str
    html: str = ""
    headers: dict[str, str] = field(default_factory=dict)


def identity() -> dict[str, Any]:
    """Template context with the trader's identity, which each email must state by law."""
    return {
        "shop_name": settings.SHOP_NAME,
        "shop_url": settings.SHOP_URL,
        "trader": settings.TRADER,
        "vat_registered": settings.VAT_REGISTERED,
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
    context = context | identity() | {"title": subject}
    return Content(
        subject=subject,
        text=render_to_string(f"{template}.txt", context),
        html=inlined(render_to_string(f"{template}.html", context)),
        headers=headers or {},
    )


def staff_notice(*, subject: str, text: str) -> Content:
    """A plain-text email to staff."""
    return Content(subject=subject, text=text)
