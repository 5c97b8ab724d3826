"""The version of the privacy notice, for the consent record: publication date and hash of its text."""

from datetime import datetime
from functools import lru_cache
from hashlib import sha256
from typing import Any

from django.apps import apps
from django.utils import timezone

from shop.london import london

NO_PAGE = "no notice"


def current_version() -> str:
    """Such as “2026-11-21 1a2b3c4d”. It changes with the rendered text, also with texts made from data."""
    pages: Any = apps.get_model("guides", "InfoPage")._default_manager
    found = pages.filter(slug="privacy", live=True).values_list(
        "pk", "last_published_at", "latest_revision_id"
    )
    newest = found.first()
    return _version(*newest) if newest else NO_PAGE


@lru_cache(maxsize=4)
def _version(pk: int, published: datetime | None, revision: int | None) -> str:
    page: Any = apps.get_model("guides", "InfoPage")._default_manager.get(pk=pk)
    text = f"{page.intro}{page.body.render_as_block()}"
    day = london(published or page.first_published_at or timezone.now(), "%Y-%m-%d")
    return f"{day} {sha256(text.encode()).hexdigest()[:8]}"
