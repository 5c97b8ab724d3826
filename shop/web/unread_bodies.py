"""Reads what is left of a request's body before the answer is sent."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any

from django.core.handlers.wsgi import LimitedStream

LARGEST = 25 * 1024 * 1024  # bytes; the proxies in deploy/ refuse larger bodies
CHUNK = 64 * 1024
Environ = dict[str, Any]
Application = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]


def read_to_the_end(application: Application) -> Application:
    """Wrap a WSGI application so that each body is read, up to LARGEST bytes.

    A view may answer without reading the body: it refuses a form without its token, for example. The server
    would then close the connection on what is still coming, and the browser would show no answer at all.
    """

    def reading(environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        length = environ.get("CONTENT_LENGTH") or ""
        if not length.isdecimal():
            return application(environ, start_response)
        body = LimitedStream(environ["wsgi.input"], min(int(length), LARGEST))
        answer = application({**environ, "wsgi.input": body}, start_response)
        _drain(body)
        return answer

    return reading


def _drain(body: LimitedStream) -> None:
    with suppress(OSError):  # the visitor has gone
        while body.read(CHUNK):
            pass
