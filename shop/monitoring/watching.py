"""Each process watches all others: worker, scheduler and web processes look once a minute between them.

So the worker's death is noticed by the scheduler, the scheduler's by the worker, and the death of both by
the web processes. Whoever looks also sends the emails about it, since the worker may be dead.
"""

import logging
import threading
import time
from datetime import timedelta

from django.conf import settings
from django.db import connections
from django.utils import timezone

from shop.mail import delivery
from shop.mail.models import OutboxEmail
from shop.monitoring import incidents, status
from shop.monitoring.database import CONNECTION_ERRORS
from shop.monitoring.models import Heartbeat

logger = logging.getLogger(__name__)
WATCH = "watch"
SECONDS = 60
KINDS = ("monitoring.began", "monitoring.over")
# The first look comes a minute after the start: by then the other processes of an upgrade have started, too.
_last_look = [time.monotonic()]


def look_each_minute() -> None:
    """Look, at most once a minute; a fault is logged and never stops the process that looks."""
    now = time.monotonic()
    if not settings.ALERTS or now - _last_look[0] < SECONDS:
        return
    _last_look[0] = now
    try:
        look()
    except CONNECTION_ERRORS:
        raise
    except Exception:
        logger.exception("Can't look after worker, scheduler and queues")


def look() -> bool:
    """Look at everything and email the owner what has changed; False if another process looked just now."""
    if not _is_our_turn():
        return False
    for part in status.health():
        incidents.record(part)
    _send_alerts()
    return True


def _is_our_turn() -> bool:
    """Take this minute by compare-and-set."""
    now = timezone.now()
    never = now - timedelta(days=1)
    Heartbeat.objects.get_or_create(name=WATCH, defaults={"at": never})
    last = Heartbeat.objects.filter(name=WATCH, at__lte=now - timedelta(seconds=SECONDS - 10))
    return bool(last.update(at=now))


def _send_alerts() -> None:
    """Send our own emails from this process. The worker may do so too: a lease lets only one."""
    due = OutboxEmail.objects.filter(
        kind__in=KINDS, state=OutboxEmail.State.QUEUED, next_attempt_at__lte=timezone.now()
    )
    for pk in due.values_list("pk", flat=True)[:20]:
        delivery.send_one(pk)


def start_thread() -> None:
    """Watch from a web process, which has no loop of its own; the thread ends with its process."""
    if settings.ALERTS:
        threading.Thread(target=_watch, name="watch", daemon=True).start()


def _watch() -> None:
    while True:
        time.sleep(SECONDS)
        try:
            look_each_minute()
        except CONNECTION_ERRORS as error:
            logger.warning("Can't watch while the database is away: %s", type(error).__name__)
        finally:
            connections.close_all()  # an idle connection would cost the database memory
