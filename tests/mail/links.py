"""Follows every link of an email or a document as its reader would."""

import re
from html import unescape
from urllib.parse import urlsplit

from bs4 import BeautifulSoup
from django.conf import settings
from django.test import Client

HARMLESS = {"mailto", "tel"}
# Other people's pages that emails name on purpose.
ELSEWHERE = {"www.royalmail.com", "royalmail.com", "ico.org.uk"}


def links_of(html: str) -> list[str]:
    """What each `a` and `img` leads to; an `a` without a target is an empty text."""
    soup = BeautifulSoup(html, "html.parser")
    found = [str(link.get("href") or "") for link in soup.find_all("a")]
    return found + [str(image.get("src") or "") for image in soup.find_all("img")]


def links_in_text(text: str) -> list[str]:
    return [found.rstrip(".,)") for found in re.findall(r"https?://[^\s>]+", text)]


def links_of_pdf(data: bytes) -> list[str]:
    """The targets of an uncompressed PDF's links."""
    return [unescape(found.decode()) for found in re.findall(rb"/URI \(([^)]*)\)", data)]


def follow(urls: list[str]) -> list[str]:
    """Follow each link; returns those that are no full address of ours or that don't answer."""
    return [url for url in dict.fromkeys(urls) if not _works(url)]


def _works(url: str) -> bool:
    parts, shop = urlsplit(url), urlsplit(settings.SHOP_URL)
    if parts.scheme in HARMLESS or parts.hostname in ELSEWHERE:
        return True
    if (parts.scheme, parts.netloc) != (shop.scheme, shop.netloc):
        return False
    path = f"{parts.path or '/'}?{parts.query}"
    if path.startswith(("/media/", "/static/")):
        return True  # files, which the web server hands out
    return Client(headers={"host": shop.netloc}).get(path, follow=True).status_code < 400
