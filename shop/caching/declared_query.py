"""The part of a query string that a public page's view declares, in a canonical form."""

from collections.abc import Iterable
from urllib.parse import urlencode

from django.http import QueryDict


def declared_query(query: QueryDict, names: Iterable[str]) -> str:
    """Return the parameters in `names`, sorted and without repeats; ignore all others.

    Tracking parameters (utm_source, gclid), another order or a repeated value give the same page.
    """
    return urlencode([(name, value) for name in sorted(names) for value in sorted(set(query.getlist(name)))])
