"""Adds the guide to product links in running text, so that sales are attributed to it."""

import re

from django.conf import settings

# A product page, /shop/<slug>/; category pages don't read the parameter.
PRODUCT = re.compile(
    rf'(<a\b[^>]*?\bhref="(?:{re.escape(settings.SHOP_URL)})?/shop/[\w-]+/)(?:\?([^"#]*))?(#[^"]*)?(?=")',
    re.IGNORECASE,
)
FROM = re.compile(r"(?:^|&amp;|&)from=[^&]*")


def carrying(html: str, *, guide_id: int) -> str:
    """The same HTML with `?from=guide-<id>` on each product link. Other parameters stay."""
    return PRODUCT.sub(lambda link: _marked(link, guide_id), html)


def _marked(link: re.Match[str], guide_id: int) -> str:
    asked = FROM.sub("", link[2] or "").removeprefix("&amp;").removeprefix("&")
    more = f"&amp;{asked}" if asked else ""
    return f"{link[1]}?from=guide-{guide_id}{more}{link[3] or ''}"
