"""A database that goes away and comes back, as PostgreSQL does when it is upgraded."""

import logging
import time
from collections.abc import Callable

from django.db import InterfaceError, OperationalError, connections

logger = logging.getLogger(__name__)
GONE = (InterfaceError, OperationalError)
LONGEST = 30  # seconds between two tries


def until_it_answers[T](deed: Callable[[], T], *, sleep: Callable[[float], None] = time.sleep) -> T:
    """Do something with the database, as often as it takes; each failed try waits longer, up to 30 s."""
    wait = 1.0
    while True:
        try:
            return deed()
        except GONE as error:
            logger.warning("The database doesn't answer, trying again in %.0f s: %s", wait, error)
            connections.close_all()
            sleep(wait)
            wait = min(wait * 2, LONGEST)
