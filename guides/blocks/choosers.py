"""Blocks that point at something written elsewhere, loaded in one query for the whole page."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.utils.functional import cached_property
from wagtail.blocks import ChooserBlock
from wagtail.coreutils import resolve_model_string
from wagtail.images.blocks import ImageChooserBlock
from wagtail.snippets.blocks import SnippetChooserBlock

Loaded = dict[Any, dict[int, Any]]
_loaded: ContextVar[Loaded | None] = ContextVar("loaded", default=None)


@contextmanager
def loaded_together(loaded: Loaded) -> Iterator[None]:
    """Inside, choosers take their objects from here: Wagtail would ask once for each type of block."""
    token = _loaded.set(loaded)
    try:
        yield
    finally:
        _loaded.reset(token)


class _Together:
    """Takes what was loaded for the whole page; alone, it asks by itself as Wagtail's blocks do."""

    model_class: Any

    def bulk_to_python(self, values: Any) -> list[Any]:
        loaded = _loaded.get()
        if loaded is None:
            found: list[Any] = super().bulk_to_python(values)  # type: ignore[misc]
            return found
        return [loaded.get(self.model_class, {}).get(value) for value in values]


class PictureChooser(_Together, ImageChooserBlock):
    """A picture of the library."""


class SnippetChooser(_Together, SnippetChooserBlock):
    """A technique, a safety note, a source."""


class ProductChooser(_Together, ChooserBlock):
    """A product of the shop; one that has left it is None."""

    @cached_property
    def target_model(self) -> Any:
        return resolve_model_string("catalogue.Product")

    @cached_property
    def widget(self) -> Any:
        from guides.blocks.product_chooser import product_chooser

        return product_chooser.widget_class()

    class Meta:
        icon = "tag"
