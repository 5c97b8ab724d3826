"""Links to products in running text carry the guide they stand in, as product blocks do."""

import re

from django.conf import settings

# A product's own page, /shop/<slug>/; a category holds no form that would read it.
PRODUCT = re.compile(
    rf'(<a\b[^>]*?\bhref="(?:{re.escape(settings.SHOP_URL)})?/shop/[\w-]+/)(?:\?([^"#]*))?(#[^"]*)?(?=")',
    re.IGNORECASE,
)
FROM = re.compile(r"(?:^|&amp;|&)from=[^&]*")


def carrying(html: str, *, guide_id: int) -> str:
    """The same text with `?from=guide-<id>` on each link to a product; what else stood there stays."""
    return PRODUCT.sub(lambda link: _marked(link, guide_id), html)


def _marked(link: re.Match[str], guide_id: int) -> str:
    asked = FROM.sub("", link[2] or "").removeprefix("&amp;").removeprefix("&")
    more = f"&amp;{asked}" if asked else ""
    return f"{link[1]}?from=guide-{guide_id}{more}{link[3] or ''}"
