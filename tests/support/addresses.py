"""Every address the shop answers, found through the resolver, so that a new view is covered at once."""

import re
from collections.abc import Iterable, Iterator

from django.contrib.admindocs.utils import (
    remove_non_capturing_groups,
    replace_metacharacters,
    replace_named_groups,
)
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RegexPattern

# Wagtail's own back office and file serving; their input handling is Wagtail's and Django's.
NOT_OURS = ("office/", "documents/", "media/", "_util/")
PARAMETER = re.compile(r"<(?:\w+:)?\w+>")


def storefront_routes() -> list[str]:
    """Routes such as `basket/add/<int:pk>/` outside the back offices."""
    return sorted({route for route in _routes() if not route.startswith((*NOT_OURS, "dashboard/"))})


def dashboard_routes() -> list[str]:
    """The old addresses of the dashboard."""
    return sorted({route for route in _routes() if route.startswith("dashboard/")})


def office_routes() -> list[str]:
    """Routes of the office: Wagtail's and ours."""
    return sorted({route for route in _routes() if route.startswith("office/")})


def filled(route: str, value: str) -> str:
    """The address of a route with every parameter set to a value."""
    return "/" + PARAMETER.sub(lambda _: value, route)


def _routes() -> Iterator[str]:
    return _walk(get_resolver().url_patterns, "")


def _walk(patterns: Iterable[URLPattern | URLResolver], prefix: str) -> Iterator[str]:
    for entry in patterns:
        route = prefix + _readable(entry)
        if isinstance(entry, URLResolver):
            yield from _walk(entry.url_patterns, route)
        else:
            yield route


def _readable(entry: URLPattern | URLResolver) -> str:
    route = str(entry.pattern)
    if isinstance(entry.pattern, RegexPattern):
        return replace_metacharacters(replace_named_groups(remove_non_capturing_groups(route))).lstrip("/")
    return route
