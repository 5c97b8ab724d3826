"""Follows every link of the shop from home and the sitemap, as one visitor."""

from collections import deque
from collections.abc import Iterable
from mimetypes import guess_type
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client

from tests.crawl.documents import Document, without_fragment

HOST = urlsplit(settings.SHOP_URL).netloc
STARTS = ("/", "/sitemap.xml", "/robots.txt")
NOT_FOLLOWED = ("/dashboard/", "/office/")  # staff's own, where a visitor only meets the door


class Walk:
    """`seen`: each answer by its address; `found_on`: where that is linked; `outside`: others' addresses."""

    def __init__(self, who: str, client: Client) -> None:
        self.who = who
        self.client = client
        self.seen: dict[str, Document] = {}
        self.found_on: dict[str, str] = {}
        self.outside: dict[str, str] = {}

    def __getstate__(self) -> dict[str, object]:
        """Another process reads the answers; the browser stays where it was."""
        return {**self.__dict__, "client": None}

    def start(self, paths: Iterable[str] = STARTS) -> None:
        """Breadth first, so that a fault names a short way to it."""
        waiting = deque((path, "the start") for path in paths)
        while waiting:
            address, origin = waiting.popleft()
            url = self.ours(address)
            if url is None:
                self.outside.setdefault(address, origin)
            elif url not in self.seen and not url.startswith(NOT_FOLLOWED):
                self.found_on[url] = origin
                self.seen[url] = self.ask(url)
                waiting.extend((further, url) for further in _leads_to(self.seen[url]))

    def ask(self, url: str) -> Document:
        """The answer at the end of all redirects; a static file from its folder, as no server is running."""
        if url.startswith(settings.STATIC_URL):
            return _static(self.who, url)
        answer = self.client.get(url, follow=True)
        body = answer.getvalue() if answer.streaming else answer.content
        return Document(self.who, url, answer.status_code, answer.headers.get("Content-Type", ""), body)

    def ours(self, address: str) -> str | None:
        """Path and query of an address of the shop, None for anybody else's."""
        parts = urlsplit(without_fragment(address)[0])
        if parts.scheme not in {"", "http", "https"} or parts.netloc not in {"", HOST}:
            return None
        return parts.path + (f"?{parts.query}" if parts.query else "")


def _static(who: str, url: str) -> Document:
    name = urlsplit(url).path.removeprefix(settings.STATIC_URL)
    file = finders.find(name)
    body = Path(str(file)).read_bytes() if file else b""
    return Document(who, url, 200 if file else 404, guess_type(name)[0] or "", body)


def _leads_to(document: Document) -> list[str]:
    """Filters multiply each other, so from a page with a query only addresses without one are followed."""
    return [address for address in document.leads_to if "?" not in document.url or "?" not in address]
