"""Cached pages: the headers and the body of a public page, plain and compressed.

Compressing is safe (BREACH needs a secret in the page) because public pages contain no secrets.
"""

import gzip
import hashlib
from dataclasses import dataclass

import brotli
from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotModified
from django.utils.cache import get_conditional_response, patch_vary_headers

from shop.caching.encodings import best_encoding

CONDITIONS = ("HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_IF_MATCH", "HTTP_IF_UNMODIFIED_SINCE")
LONGEST_ADDRESS = 300
NOT_CACHED = {"Content-Length", "Date", "X-Request-ID"}


@dataclass(frozen=True, slots=True)
class CachedPage:
    """One cached page. Its ETag is weak because the compressed bodies share it."""

    headers: dict[str, str]
    etag: str
    bodies: dict[str, bytes]


def load(version: str, address: str) -> CachedPage | None:
    """Return the page, or None if it isn't cached or the cache is down."""
    return caches["pages"].get(_key(version, address))


def load_names(version: str, place: str) -> frozenset[str] | None:
    """Return the query parameters that the view of a path declares, if any process has stored them."""
    return caches["pages"].get(_key(version, f"names:{place}"))


def store_names(version: str, place: str, names: frozenset[str]) -> None:
    """Store the query parameters that the view of a path declares, for other processes."""
    caches["pages"].set(_key(version, f"names:{place}"), names, settings.PAGE_CACHE_SECONDS)


def store(version: str, address: str, response: HttpResponse) -> CachedPage:
    """Cache a page for PAGE_CACHE_SECONDS."""
    patch_vary_headers(response, ["Accept-Encoding"])
    plain = response.content
    page = CachedPage(
        headers={
            name: value for name, value in response.items() if name not in NOT_CACHED and name != "ETag"
        },
        etag=f'W/"{hashlib.sha256(plain).hexdigest()[:32]}"',
        bodies={"": plain, "gzip": gzip.compress(plain, 6, mtime=0), "br": brotli.compress(plain, quality=5)},
    )
    if len(address) <= LONGEST_ADDRESS:  # a search query can have any length
        caches["pages"].set(_key(version, address), page, settings.PAGE_CACHE_SECONDS)
    return page


def answer(page: CachedPage, request: HttpRequest) -> HttpResponseBase:
    """Return the page in the best encoding the client accepts, or 304 if the client has it already."""
    if request.META.get("HTTP_IF_NONE_MATCH") and page.etag in request.META["HTTP_IF_NONE_MATCH"]:
        unchanged = HttpResponseNotModified()
        _put_headers(unchanged, page)
        return unchanged
    encoding = best_encoding(request.META.get("HTTP_ACCEPT_ENCODING", ""))
    body = page.bodies[encoding]
    response = HttpResponse(b"" if request.method == "HEAD" else body)
    _put_headers(response, page)
    response.headers["Content-Length"] = str(len(body))
    if encoding:
        response.headers["Content-Encoding"] = encoding
    return response


def answer_plainly(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """Apply the client's conditions to a response that can't be cached."""
    etag = response.headers.get("ETag") if request.method in {"GET", "HEAD"} else None
    if not etag or response.status_code != 200 or not isinstance(response, HttpResponse):
        return response
    return get_conditional_response(request, etag=etag, response=response) or response


def is_cacheable(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether a response is complete, declared public by its view, and sets or varies by no cookie."""
    control = response.headers.get("Cache-Control", "")
    return (
        request.method == "GET"
        and response.status_code == 200
        and hasattr(response, "declared_params")
        and "public" in control
        and "s-maxage" in control
        and not response.streaming
        and not response.cookies
        and "cookie" not in response.headers.get("Vary", "").lower()
    )


def without_conditions(request: HttpRequest) -> dict[str, str]:
    """Remove the client's conditions from the request and return them: a 304 has no body to cache."""
    return {name: request.META.pop(name) for name in CONDITIONS if name in request.META}


def _put_headers(response: HttpResponseBase, page: CachedPage) -> None:
    for name, value in page.headers.items():
        response.headers[name] = value
    response.headers["ETag"] = page.etag


def _key(version: str, address: str) -> str:
    return hashlib.sha256(f"{version}|{address}".encode()).hexdigest()
