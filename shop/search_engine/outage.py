"""An OpenSearch server of SEARCH_URL that doesn't answer."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings


class SearchAway(Exception):
    """The search index can't be asked at the moment."""


@contextmanager
def noticed() -> Iterator[None]:
    """Raise SearchAway for any error of the server's; the database's errors are left alone."""
    if not settings.SEARCH_URL:
        yield
        return
    from opensearchpy.exceptions import OpenSearchException

    try:
        yield
    except OpenSearchException as error:
        raise SearchAway(type(error).__name__) from error
