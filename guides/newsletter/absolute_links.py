"""Links that work outside the website: in an email or a PDF there is no page they could be relative to."""

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
    """Links that lead nowhere; `lines` says which and why, for the person who wrote them."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__(" ".join(lines))
        self.lines = lines


def absolute_links(html: str) -> str:
    """The same HTML with every link and picture as a full address of the shop."""

    def full(match: Match[str]) -> str:
        name, quote, url = match.groups()
        return f"{name}={quote}{urljoin(settings.SHOP_URL + '/', url)}{quote}"

    return RELATIVE.sub(full, html)


def refuse_broken(html: str) -> None:
    """Raise BrokenLinks for links without a target, relative ones, and pages of ours that don't answer.

    Other people's sites aren't asked: whether they answer just now says little.
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
    """How a page of ours answers a visitor without a session."""
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
