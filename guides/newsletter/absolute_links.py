"""Absolute links for emails and PDFs, which have no page to resolve a relative link."""

from functools import lru_cache
from io import BytesIO
from re import IGNORECASE, Match, compile
from urllib.parse import unquote_to_bytes, urljoin, urlsplit

from bs4 import BeautifulSoup
from django.conf import settings
from django.core.handlers.base import BaseHandler
from django.core.handlers.wsgi import WSGIRequest

RELATIVE = compile(r"""\b(href|src)=(["'])(?![a-z][a-z0-9+.-]*:)(?!\#)([^"']*)\2""", IGNORECASE)
OTHER_SCHEMES = {"mailto", "tel"}


class BrokenLinks(Exception):
    """Some links don't work; `lines` has a sentence about each for the author."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__(" ".join(lines))
        self.lines = lines


def absolute_links(html: str) -> str:
    """The HTML with every link and image as an absolute URL of the shop."""

    def full(match: Match[str]) -> str:
        name, quote, url = match.groups()
        return f"{name}={quote}{urljoin(settings.SHOP_URL + '/', url)}{quote}"

    return RELATIVE.sub(full, html)


def refuse_broken(html: str) -> None:
    """Raise BrokenLinks for empty and relative links, and for pages of this shop that visitors can't open.

    Other sites aren't requested: whether one answers at this moment says little.
    """
    links = BeautifulSoup(html, "html.parser").find_all("a")
    found = [(link.get_text(" ", strip=True), str(link.get("href") or "")) for link in links]
    lines = [f"The link “{words}” {fault}" for words, url in found if (fault := _fault(url))]
    if lines:
        raise BrokenLinks(list(dict.fromkeys(lines)))


def _fault(url: str) -> str:
    parts = urlsplit(url)
    if not url:
        return "has no target: the page it led to was removed."
    if parts.scheme in OTHER_SCHEMES:
        return ""
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        return f"is no full address: {url}"
    is_ours = parts.netloc == urlsplit(settings.SHOP_URL).netloc
    if is_ours and (status := _status_of(parts.path or "/", parts.query)) >= 400:
        return f"leads to a page that visitors can’t open ({status}): {url}"
    return ""


def _status_of(path: str, query: str) -> int:
    """The status with which this shop answers a visitor without a session."""
    shop = urlsplit(settings.SHOP_URL)
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": unquote_to_bytes(path).decode("latin-1"),
        "QUERY_STRING": query,
        "SERVER_NAME": shop.hostname or "localhost",
        "SERVER_PORT": str(shop.port or (443 if shop.scheme == "https" else 80)),
        "HTTP_HOST": shop.netloc,
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.url_scheme": shop.scheme,
        "wsgi.input": BytesIO(),
    }
    if settings.SECURE_PROXY_SSL_HEADER:
        header, value = settings.SECURE_PROXY_SSL_HEADER
        environ[header] = value
    return _handler().get_response(WSGIRequest(environ)).status_code


@lru_cache
def _handler() -> BaseHandler:
    handler = BaseHandler()
    handler.load_middleware()
    return handler
