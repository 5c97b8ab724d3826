"""Where the search index is: in the database, or on an OpenSearch server."""

from urllib.parse import urlsplit, urlunsplit

from django.core.exceptions import ImproperlyConfigured

DATABASE = "wagtail.search.backends.database"
OPENSEARCH = "wagtail.search.backends.opensearch2"
SECONDS = 5


def search_backends(url: str) -> dict[str, dict[str, object]]:
    """WAGTAILSEARCH_BACKENDS for SEARCH_URL: https://user:password@host:9200/prefix, or "" for the database.

    The path is what the names of the indexes begin with, so that several shops can share a server.
    """
    if not url:
        return {"default": {"BACKEND": DATABASE}}
    if not _is_address(url):
        # The address itself may hold a password, so it isn't repeated.
        raise ImproperlyConfigured("SEARCH_URL must look like https://user:password@host:9200/prefix")
    parts = urlsplit(url)
    backend = {
        "BACKEND": OPENSEARCH,
        "URLS": [urlunsplit((parts.scheme, parts.netloc, "", "", ""))],
        "INDEX_PREFIX": f"{parts.path.strip('/') or 'plainsong'}_",
        "TIMEOUT": SECONDS,
    }
    return {"default": backend}


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return False
    is_complete = parts.scheme in {"http", "https"} and bool(parts.hostname)
    return is_complete and "/" not in parts.path.strip("/") and not parts.query
