"""The part of a query string that a public page's view declares to read, in one spelling."""

from collections.abc import Iterable
from urllib.parse import urlencode

from django.http import QueryDict


def declared_query(query: QueryDict, names: Iterable[str]) -> str:
    """The parameters in `names`, sorted and each value once; everything else is as if it weren't there.

    A tracking mark (utm_source, gclid), another order or a repetition is the same page.
    """
    return urlencode([(name, value) for name in sorted(names) for value in sorted(set(query.getlist(name)))])
