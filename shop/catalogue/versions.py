"""One word that changes with the catalogue, so that what was computed from it can be kept until then.

It stands in the shared cache: every process of the shop must see a change that one of them made.
"""

import time
import uuid
from typing import Any

from django.conf import settings
from django.core.cache import caches
from django.db import transaction

KEY = "catalogue:version"
_seen: dict[str, Any] = {"value": "", "until": 0.0}


def catalogue_version() -> str:
    """The current version, asked for afresh once a moment; made up when the cache has forgotten it."""
    now = time.monotonic()
    if now >= _seen["until"]:
        _seen["value"] = str(caches["shared"].get_or_set(KEY, lambda: uuid.uuid4().hex, None))
        _seen["until"] = now + settings.CATALOGUE_VERSION_SECONDS
    return str(_seen["value"])


def _bump() -> None:
    caches["shared"].set(KEY, uuid.uuid4().hex, None)
    _seen["until"] = 0.0


def bump_catalogue_version(**_: Any) -> None:
    """A signal receiver: after the change is committed, whatever was kept is out of date."""
    transaction.on_commit(_bump)
