"""What a failed test leaves: where each thread stands, the live server's too, and what WebKit shows."""

import sys
import threading
import traceback
from collections.abc import Iterator

import pytest

LAST = 12  # frames of each thread


def evidence(item: pytest.Item) -> Iterator[tuple[str, str]]:
    """A title and a text for each."""
    yield "threads", _threads()
    visitor = getattr(item, "funcargs", {}).get("visitor")
    if visitor:
        yield "page", visitor.shows()


def _threads() -> str:
    """A request that never ends shows where it waits."""
    names = {thread.ident: thread.name for thread in threading.enumerate()}
    stacks = (
        f"{names.get(ident, ident)}:\n{''.join(traceback.format_stack(frame)[-LAST:])}"
        for ident, frame in sys._current_frames().items()
    )
    return "\n".join(stacks)
