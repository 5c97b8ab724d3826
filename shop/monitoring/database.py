"""Retries while the database is down, for example during an upgrade of PostgreSQL."""

import logging
import time
from collections.abc import Callable

from django.db import InterfaceError, OperationalError, connections

logger = logging.getLogger(__name__)
CONNECTION_ERRORS = (InterfaceError, OperationalError)
MAX_WAIT = 30  # seconds between two attempts


def retry_until_available[T](action: Callable[[], T], *, sleep: Callable[[float], None] = time.sleep) -> T:
    """Call `action` until the database answers; the wait after a failure doubles, up to 30 s."""
    wait = 1.0
    while True:
        try:
            return action()
        except CONNECTION_ERRORS as error:
            logger.warning("The database doesn't answer, retrying in %.0f s: %s", wait, error)
            connections.close_all()
            sleep(wait)
            wait = min(wait * 2, MAX_WAIT)
