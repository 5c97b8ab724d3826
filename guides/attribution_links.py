"""Adds where they stand to product links in running text, so that sales are attributed to it."""

import re

from django.conf import settings

# A product page, /shop/<slug>/; category pages don't read the parameter.
PRODUCT = re.compile(
    rf'(<a\b[^>]*?\bhref="(?:{re.escape(settings.SHOP_URL)})?/shop/[\w-]+/)(?:\?([^"#]*))?(#[^"]*)?(?=")',
    re.IGNORECASE,
)
FROM = re.compile(r"(?:^|&amp;|&)from=[^&]*")


def carrying(html: str, *, source: str) -> str:
    """The same HTML with `?from=<source>` on each product link, such as “guide-12”. Other parameters stay."""
    return PRODUCT.sub(lambda link: _marked(link, source), html)


def _marked(link: re.Match[str], source: str) -> str:
    asked = FROM.sub("", link[2] or "").removeprefix("&amp;").removeprefix("&")
    more = f"&amp;{asked}" if asked else ""
    return f"{link[1]}?from={source}{more}{link[3] or ''}"
