"""Runs functions simultaneously, each with a database connection of its own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from django.db import connections, transaction

from shop.partner.models import OutOfStock, StockRecord


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


def when_all_are_there[**Given, Result](
    deed: Callable[Given, Result], rivals: int = 2
) -> Callable[Given, Result]:
    """The same, for rivals who wait for each other before it: all have read before one of them writes.

    For tests without the lock, where by chance one rival could else come after the other.
    """
    there = Barrier(rivals)

    def waiting(*args: Given.args, **kwargs: Given.kwargs) -> Result:
        there.wait(timeout=10)
        return deed(*args, **kwargs)

    return waiting


def buyer(stock_record_id: int, tries: int) -> Callable[[], int]:
    """Orders one piece after the other; how many it got."""

    def buy() -> int:
        got = 0
        for _ in range(tries):
            try:
                with transaction.atomic():
                    records = StockRecord.objects.select_related("product__product_class")
                    records.get(pk=stock_record_id).allocate(1)
                got += 1
            except OutOfStock:
                continue
        return got

    return buy
