"""Checks that the search index can be asked."""

from collections.abc import Iterator

from django.conf import settings
from modelsearch.backends import get_search_backend

from shop.catalogue.models import Product
from shop.deployment.findings import Finding, ok, wrong
from shop.search_engine.index import find_ids
from shop.search_engine.outage import SearchAway, noticed


def check() -> Iterator[Finding]:
    """One search. The index of an OpenSearch server has to be filled by hand at first."""
    where = "on the server of SEARCH_URL" if settings.SEARCH_URL else "in the database"
    try:
        if settings.SEARCH_URL and not _is_filled():
            yield wrong("The search index is empty", "Run manage.py update_index")
            return
        find_ids(Product, ["oil"], operator="and")
    except SearchAway as error:
        yield wrong(
            f"The server of SEARCH_URL can’t be used: {error}",
            "Is it running, and do name and password fit?",
        )
        return
    yield ok(f"The search index {where} answers")


def _is_filled() -> bool:
    with noticed():
        return bool(get_search_backend().get_index_for_model(Product).exists())
