"""The sources that a page names, and their titles, which the page shows in its list of sources."""

from collections.abc import Iterable, Iterator, Mapping

from django.apps import apps
from django.db.models import Model

from guides.claims.engine.passages import Passage

SOURCE = "guides.Source"
TITLES = {f"{SOURCE}.title"}
BESIDE_ALL = -1  # the section of the list of sources: of the page, but of no section with a product


class NamedSources:
    """Collects the sources of one page, each with the first place that names it."""

    def __init__(self) -> None:
        self._places: dict[int, tuple[str, str]] = {}

    def add(self, keys: Iterable[int], path: str, label: str) -> None:
        """Note sources that stand at a path."""
        for pk in keys:
            self._places.setdefault(pk, (path, label))

    def titles(self) -> dict[int, str]:
        """By key; one query, none where no source is named."""
        if not self._places:
            return {}
        rows = apps.get_model(SOURCE)._default_manager.filter(pk__in=self._places)
        return dict(rows.values_list("pk", "title"))

    def passages(self, titles: Mapping[int, str]) -> Iterator[Passage]:
        """The titles as texts of the page."""
        for pk, (path, label) in self._places.items():
            if title := titles.get(pk):
                named = f"{label} › title of the source"
                yield Passage(path, named, title, section=BESIDE_ALL, is_title=True)


def is_source(model: type[Model]) -> bool:
    """Whether a chooser of this model chooses sources."""
    return model._meta.label == SOURCE
