"""The page cache: one lookup, one request that makes the page, nothing private; without a database."""

import gzip
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import brotli
import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from shop.caching import middleware as module
from shop.caching.middleware import PageCacheMiddleware
from shop.settings.caches import caches as shop_caches
from tests.concurrency.rivals import together

BODY = b"<h1>Oil</h1>" * 50
PUBLIC = "public, max-age=0, s-maxage=60"


class Site:
    """Answers like the shop behind the cache, and counts."""

    def __init__(
        self, prepare: Callable[[HttpResponse], Any] = lambda response: None, wait: float = 0
    ) -> None:
        self.prepare, self.wait, self.asked = prepare, wait, 0

    def __call__(self, request: HttpRequest) -> HttpResponse:
        self.asked += 1
        time.sleep(self.wait)
        response = HttpResponse(BODY, headers={"Cache-Control": PUBLIC})
        response.declared_params = frozenset({"sort", "page"})  # type: ignore[attr-defined]
        self.prepare(response)
        return response


@pytest.fixture(autouse=True)
def switched_on(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.PAGE_CACHE = True
    monkeypatch.setattr(module, "page_version", lambda path: "1")


def get(cache: Any, path: str = "/shop/", **headers: str) -> HttpResponse:
    response: HttpResponse = cache(RequestFactory(headers=headers).get(path))
    return response


def test_the_second_visitor_gets_what_was_made_for_the_first() -> None:
    site = Site()
    cache = PageCacheMiddleware(site)
    assert [get(cache).content, get(cache).content, site.asked] == [BODY, BODY, 1]


@pytest.mark.parametrize(
    "difference", [{"path": "/shop/?sort=price"}, {"path": "/"}, {"host": "other.example"}]
)
def test_another_address_is_another_page(difference: dict[str, str]) -> None:
    site = Site()
    cache = PageCacheMiddleware(site)
    get(cache)
    get(cache, **difference)
    assert site.asked == 2


MARKS = "utm_source=x&utm_medium=y&gclid=1&fbclid=2&srsltid=3&msclkid=4&mc_eid=5"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("/shop/", f"/shop/?{MARKS}"),
        (f"/shop/?{MARKS}", "/shop/"),
        ("/shop/?sort=price&page=2", f"/shop/?page=2&{MARKS}&sort=price"),
        ("/shop/?page=2", "/shop/?page=2&page=2"),
        ("/shop/", "/shop/?&&=&%00"),
    ],
)
def test_a_query_that_the_view_does_not_read_makes_no_page_of_its_own(first: str, second: str) -> None:
    site = Site()
    cache = PageCacheMiddleware(site)
    get(cache, first)
    get(cache, second)
    assert site.asked == 1


def test_another_process_learns_what_a_view_reads() -> None:
    site = Site()
    get(PageCacheMiddleware(site), "/shop/?sort=price")
    assert get(PageCacheMiddleware(site), f"/shop/?{MARKS}&sort=price").content == BODY
    assert site.asked == 1


def test_a_path_whose_view_reads_more_than_before_forgets_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page of the CMS has made room for a list: `page` means something now, in every process."""
    narrow, wide = Site(lambda page: setattr(page, "declared_params", frozenset())), Site()
    old, new = PageCacheMiddleware(narrow), PageCacheMiddleware(wide)
    get(old)
    monkeypatch.setattr(module, "page_version", lambda path: "2")
    get(new)
    old.get_response = wide
    get(old, "/shop/?page=2")
    assert wide.asked == 2


@pytest.mark.parametrize(
    "prepare",
    [
        lambda response: response.set_cookie("sessionid", "1"),
        lambda response: response.headers.__setitem__("Vary", "Cookie"),
        lambda response: response.headers.__setitem__("Cache-Control", "private"),
        lambda response: setattr(response, "status_code", 404),
    ],
    ids=["cookie", "vary", "private", "missing"],
)
def test_what_is_not_public_is_made_for_everyone_anew(prepare: Any) -> None:
    site = Site(prepare)
    cache = PageCacheMiddleware(site)
    get(cache)
    get(cache)
    assert site.asked == 2


def test_a_form_is_never_answered_from_the_cache() -> None:
    site = Site()
    cache = PageCacheMiddleware(site)
    get(cache)
    cache(RequestFactory().post("/shop/"))
    assert site.asked == 2


@pytest.mark.parametrize(
    ("accepted", "encoding", "read"),
    [
        ("gzip, br", "br", brotli.decompress),
        ("gzip", "gzip", gzip.decompress),
        ("", None, bytes),
        ("br;q=0", None, bytes),
    ],
)
def test_a_client_gets_the_smallest_body_it_can_read(accepted: str, encoding: str | None, read: Any) -> None:
    cache = PageCacheMiddleware(Site())
    for response in (get(cache, accept_encoding=accepted), get(cache, accept_encoding=accepted)):
        assert response.headers.get("Content-Encoding") == encoding
        assert read(response.content) == BODY
        assert response.headers["Content-Length"] == str(len(response.content))


def test_who_has_the_page_already_is_told_so() -> None:
    cache = PageCacheMiddleware(Site())
    etag = get(cache).headers["ETag"]
    again = get(cache, if_none_match=etag)
    assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", etag)


def test_a_head_request_gets_the_headers_alone() -> None:
    cache = PageCacheMiddleware(Site())
    get(cache)
    response: Any = cache(RequestFactory().head("/shop/"))
    assert (response.content, response.headers["Content-Length"]) == (b"", str(len(BODY)))


def test_a_cache_that_is_away_only_slows_the_site(settings: Any, tmp_path: Path) -> None:
    settings.CACHES = shop_caches("redis://127.0.0.1:9/0", tmp_path)
    site = Site()
    cache = PageCacheMiddleware(site)
    assert [get(cache).content, get(cache).content, site.asked] == [BODY, BODY, 2]


def rush(monkeypatch: pytest.MonkeyPatch) -> int:
    """How often an expired page is made for eight simultaneous visitors."""
    site = Site(wait=0.05)
    cache = PageCacheMiddleware(site)
    get(cache)
    site.asked = 0
    monkeypatch.setattr(module, "page_version", lambda path: "2")
    together(*[lambda: get(cache)] * 8)
    return site.asked


def test_one_visitor_of_many_makes_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    assert rush(monkeypatch) == 1


def test_without_the_lock_many_make_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        PageCacheMiddleware,
        "_make_once",
        lambda cache, request, place, version, address: cache._make(request, place, version),
    )
    assert rush(monkeypatch) > 1


def test_made_up_addresses_do_not_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_KNOWN", 10)
    cache = PageCacheMiddleware(Site())
    for number in range(25):
        get(cache, f"/shop/?q={number}")
    assert len(cache.known) <= 10


@pytest.mark.parametrize("path", ["/static/css/base.css", "/media/oil.avif", "/healthz", "/readyz"])
def test_files_and_the_health_check_ask_for_no_version(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """They are answered when the catalogue can't be built."""

    def fail(path: str) -> str:
        raise OSError

    monkeypatch.setattr(module, "page_version", fail)
    assert get(PageCacheMiddleware(Site()), path).content == BODY
