"""Rejects input that no database column can store, before a view runs."""

from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponseBase

MAX_INTEGER = 2**63 - 1


class RejectUnstorableInput:
    """404 for an integer over 64 bits or a NUL byte in the path, 400 for a NUL byte in the query string.

    Oscar's views pass both to the database: SQLite overflows, PostgreSQL rejects NUL, and the result would
    be a 500. Form fields reject NUL themselves.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: object, args: object, kwargs: dict[str, object]
    ) -> None:
        if any(map(_unstorable, kwargs.values())):
            raise Http404
        if "%00" in request.META.get("QUERY_STRING", ""):
            raise BadRequest("NUL byte in the query")


def _unstorable(value: object) -> bool:
    return (isinstance(value, int) and value > MAX_INTEGER) or (isinstance(value, str) and "\0" in value)
