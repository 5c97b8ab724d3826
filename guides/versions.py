"""One word that changes with the guides, so that what was made of them can be kept until then."""

import time
import uuid
from typing import Any

from django.conf import settings
from django.core.cache import caches
from django.db import transaction

KEY = "guides:version"
_seen: dict[str, Any] = {"value": "", "until": 0.0}


def guides_version() -> str:
    """The current version, asked for afresh once a moment; made up when the cache has forgotten it."""
    now = time.monotonic()
    if now >= _seen["until"]:
        _seen["value"] = str(caches["shared"].get_or_set(KEY, lambda: uuid.uuid4().hex, None))
        _seen["until"] = now + settings.CATALOGUE_VERSION_SECONDS
    return str(_seen["value"])


def _bump() -> None:
    caches["shared"].set(KEY, uuid.uuid4().hex, None)
    _seen["until"] = 0.0


def bump_guides_version(**_: Any) -> None:
    """A signal receiver: after the change is committed, whatever was kept is out of date."""
    transaction.on_commit(_bump)
