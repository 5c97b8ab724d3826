"""An answer reaches the visitor although the view did not read what was sent."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest

from shop.web.unread_bodies import LARGEST, read_to_the_end

BODY = b"x" * 300_000


def refuse(environ: dict[str, Any], start_response: Callable[..., Any]) -> list[bytes]:
    return [b"refused"]


def read_it(environ: dict[str, Any], start_response: Callable[..., Any]) -> list[bytes]:
    return [environ["wsgi.input"].read()]


class Endless:
    """A body without an end; `given` counts the bytes it gave."""

    def __init__(self) -> None:
        self.given = 0

    def read(self, size: int = -1) -> bytes:
        self.given += size
        return b"x" * size

    readline = read


@pytest.mark.parametrize("view", [refuse, read_it])
def test_the_body_is_read_to_its_end(view: Any) -> None:
    stream = BytesIO(BODY + b"the next request")
    environ = {"wsgi.input": stream, "CONTENT_LENGTH": str(len(BODY))}
    assert read_to_the_end(view)(environ, refuse)
    assert stream.read() == b"the next request"


def test_the_view_gets_the_whole_body() -> None:
    environ = {"wsgi.input": BytesIO(BODY), "CONTENT_LENGTH": str(len(BODY))}
    assert read_to_the_end(read_it)(environ, refuse) == [BODY]


@pytest.mark.parametrize("length", ["", "-1", "many"])
def test_without_a_length_nothing_is_read(length: str) -> None:
    stream = BytesIO(BODY)
    read_to_the_end(refuse)({"wsgi.input": stream, "CONTENT_LENGTH": length}, refuse)
    assert stream.tell() == 0


def test_no_more_is_read_than_a_proxy_lets_through() -> None:
    stream = Endless()
    read_to_the_end(refuse)({"wsgi.input": stream, "CONTENT_LENGTH": str(LARGEST * 10)}, refuse)
    assert stream.given == LARGEST
