"""Registry of figures for Prometheus that are read from the database. Rooms above register their own."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """One gauge. `read` returns its value, or values by the one `label`, whose words are few and fixed."""

    name: str
    text: str
    read: Callable[[], float | Mapping[str, float]]
    label: str = ""

    def values(self) -> Iterator[tuple[list[str], float]]:
        """Each value with its label's word, if there is a label."""
        found = self.read()
        if isinstance(found, Mapping):
            yield from (([word], value) for word, value in found.items())
        else:
            yield [], found


_registered: dict[str, Figure] = {}


def register(figure: Figure) -> None:
    """Add a figure; called from an app's `ready()`. Raises ValueError for a name already taken."""
    if figure.name in _registered:
        raise ValueError(f"The figure {figure.name!r} is registered twice")
    _registered[figure.name] = figure


def all_figures() -> list[Figure]:
    """All figures in the order of their registration."""
    return list(_registered.values())
