"""Runs functions simultaneously, each with a database connection of its own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from django.db import connections


def together(*deeds: Callable[[], Any]) -> list[Any]:
    """Start all at once; returns each result, or the exception it ended with."""
    start = Barrier(len(deeds))

    def act(deed: Callable[[], Any]) -> Any:
        try:
            start.wait(timeout=10)
            return deed()
        except Exception as error:
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(act, deeds))
