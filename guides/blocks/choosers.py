"""Chooser blocks whose objects are loaded together for the whole page."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.utils.functional import cached_property
from django.utils.text import capfirst
from wagtail.blocks import ChooserBlock, PageChooserBlock
from wagtail.coreutils import resolve_model_string
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock
from wagtail.snippets.blocks import SnippetChooserBlock

Loaded = dict[Any, dict[int, Any]]
_loaded: ContextVar[Loaded | None] = ContextVar("loaded", default=None)


@contextmanager
def loaded_together(loaded: Loaded) -> Iterator[None]:
    """Within this context choosers use `loaded`; Wagtail would need a query for each block type."""
    token = _loaded.set(loaded)
    try:
        yield
    finally:
        _loaded.reset(token)


class _Together:
    """Uses the objects loaded for the page; outside `loaded_together` it queries as Wagtail's blocks do."""

    model_class: Any
    meta: Any

    @property
    def label(self) -> str:
        """What is chosen, where no field gives a name: an item of a list would be headed by a mere “*”."""
        return self._label or self.meta.label or capfirst(str(self.model_class._meta.verbose_name))

    @label.setter
    def label(self, given: str) -> None:
        self._label = given

    def bulk_to_python(self, values: Iterable[Any]) -> list[Any]:
        loaded = _loaded.get()
        if loaded is None:
            found: list[Any] = super().bulk_to_python(values)  # type: ignore[misc]
            return found
        return [loaded.get(self.model_class, {}).get(value) for value in values]


class PictureChooser(_Together, ImageChooserBlock):
    """Chooses an image."""


class DocumentChooser(_Together, DocumentChooserBlock):
    """Chooses a document of the library."""


class PageChooser(_Together, PageChooserBlock):
    """Chooses a page of the site."""


class SnippetChooser(_Together, SnippetChooserBlock):
    """Chooses a shared snippet."""


class ProductChooser(_Together, ChooserBlock):
    """Chooses a product. A deleted product is None."""

    @cached_property
    def target_model(self) -> Any:
        return resolve_model_string("catalogue.Product")

    @cached_property
    def widget(self) -> Any:
        from guides.blocks.product_chooser import product_chooser

        return product_chooser.widget_class()

    class Meta:
        icon = "tag"
