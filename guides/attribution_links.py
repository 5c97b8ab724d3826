"""Adds where they stand to product links in running text, so that sales are attributed to it."""

import re
from functools import lru_cache

from django.conf import settings

FROM = re.compile(r"(?:^|&amp;|&)from=[^&]*")


def carrying(html: str, *, source: str) -> str:
    """The same HTML with `?from=<source>` on each product link, such as “guide-12”. Other parameters stay."""
    return _product_links(settings.SHOP_URL).sub(lambda link: _marked(link, source), html)


@lru_cache(maxsize=4)
def _product_links(shop_url: str) -> re.Pattern[str]:
    """Product pages, /shop/<slug>/; category pages don't read the parameter."""
    own = re.escape(shop_url)
    return re.compile(
        rf'(<a\b[^<>]*?\bhref="(?:{own})?/shop/[\w-]+/)(?:\?([^"#]*))?(#[^"]*)?(?=")', re.IGNORECASE
    )


def _marked(link: re.Match[str], source: str) -> str:
    asked = FROM.sub("", link[2] or "").removeprefix("&amp;").removeprefix("&")
    more = f"&amp;{asked}" if asked else ""
    return f"{link[1]}?from={source}{more}{link[3] or ''}"
