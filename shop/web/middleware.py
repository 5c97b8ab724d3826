"""Refuses, before any view, what no database column can hold."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponseBase

LARGEST = 2**63 - 1


class RejectUnstorableInput:
    """A number past 64 bits or a NUL byte in an address is a page that isn't there; in a query a bad request.

    Oscar's views hand both to the database, where SQLite overflows and PostgreSQL refuses NUL:
    either would be a 500. Fields of forms refuse NUL themselves.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: dict[str, Any]) -> None:
        if any(map(_unstorable, kwargs.values())):
            raise Http404
        if "%00" in request.META.get("QUERY_STRING", ""):
            raise BadRequest("NUL byte in the query")


def _unstorable(value: object) -> bool:
    return (isinstance(value, int) and value > LARGEST) or (isinstance(value, str) and "\0" in value)
