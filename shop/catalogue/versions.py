"""One number that changes with the catalogue, so that what was computed from it can be kept until then."""

import uuid
from typing import Any

from django.core.cache import cache
from django.db import transaction

KEY = "catalogue:version"


def catalogue_version() -> str:
    """The current version; made up when the cache has forgotten it."""
    return str(cache.get_or_set(KEY, lambda: uuid.uuid4().hex, None))


def bump_catalogue_version(**_: Any) -> None:
    """A signal receiver: after the change is committed, whatever was kept is out of date."""
    transaction.on_commit(lambda: cache.set(KEY, uuid.uuid4().hex, None))
