"""Request IDs: a random ID in the log lines and the response headers of each request."""

import logging
import uuid
from collections.abc import Callable
from contextvars import ContextVar

from django.http import HttpRequest, HttpResponseBase

HEADER = "X-Request-ID"
current: ContextVar[str] = ContextVar("request_id", default="-")


class RequestIdMiddleware:
    """Sets `X-Request-ID`. An ID sent by the client is ignored, since it could forge log lines."""

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
    """Adds the request ID to each log record; a dash outside requests."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = current.get()
        return True
