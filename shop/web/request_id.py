"""A number for each request, in its log lines and its answer, so that one leads to the other."""

import logging
import uuid
from collections.abc import Callable
from contextvars import ContextVar

from django.http import HttpRequest, HttpResponseBase

HEADER = "X-Request-ID"
current: ContextVar[str] = ContextVar("request_id", default="-")


class RequestIdMiddleware:
    """Always a number of our own: one that came with the request would let a stranger write into the log."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        token = current.set(uuid.uuid4().hex[:12])
        try:
            response = self.get_response(request)
            response.headers[HEADER] = current.get()
            return response
        finally:
            current.reset(token)


class AddRequestId(logging.Filter):
    """Puts the number of the request into each line of the log; a dash outside requests."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Called by the log's handler for each line."""
        record.request_id = current.get()
        return True
