"""The titles of guides and newsletters that sold something, asked of those who have them."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from shop.signals import name_sources

NOWHERE = "Not from a guide or newsletter"


def titles_of(sources: Iterable[str]) -> dict[str, str]:
    """The title of each attribution; one that is gone keeps its own name, such as “guide-12”."""
    names = {source: source or NOWHERE for source in sources}
    keys: defaultdict[str, list[int]] = defaultdict(list)
    for source in names:
        kind, _, key = source.rpartition("-")
        if kind and key.isdecimal():
            keys[kind].append(int(key))
    answers: Any = name_sources.send(sender=None, keys=keys)
    for _, titles in answers:
        names |= titles
    return names
