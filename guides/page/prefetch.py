"""Loads all objects that a guide's body refers to, in one query per model."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import prefetch_related_objects
from wagtail.blocks import ChooserBlock, RichTextBlock
from wagtail.images import get_image_model
from wagtail.rich_text import expand_db_html

from guides.blocks.choosers import loaded_together
from guides.body.walk import leaf_values
from guides.listing.snapshot import current_guides
from guides.models import GuidePage, Source, Technique
from guides.models.shared_snippet import SharedSnippet
from guides.source_notes import source_ids

SEAM = "<!--seam-->"


@dataclass(frozen=True)
class Loaded:
    """The blocks in order, the HTML of each rich text by its source, and the published sources by key."""

    blocks: list[Any]
    texts: dict[str, str]
    sources: dict[int, Source]


def load(page: GuidePage) -> Loaded:
    """The blocks of a guide's body with all their objects loaded."""
    wanted: dict[Any, set[int]] = defaultdict(set)
    texts: dict[str, str] = {}
    for block, value in leaf_values(page.body.stream_block, page.body.get_prep_value()):
        if isinstance(block, ChooserBlock):
            wanted[block.model_class].add(value)
        elif isinstance(block, RichTextBlock):
            wanted[Source].update(source_ids(value))
            texts[value] = value
    found = {model: _fetch(model, ids) for model, ids in wanted.items() if ids}
    _load_renditions(page, found.get(get_image_model(), {}))
    with loaded_together(found):
        blocks = list(page.body)
    return Loaded(blocks, _expanded(list(texts)), found.get(Source, {}))


def _expanded(texts: list[str]) -> dict[str, str]:
    """Expand all texts at once, so that the pages they link to take one query."""
    joined = expand_db_html(SEAM.join(texts))
    return dict(zip(texts, joined.split(SEAM), strict=True)) if texts else {}


def _fetch(model: Any, ids: set[int]) -> dict[int, Any]:
    if model is Technique:
        techniques = current_guides().techniques
        return {pk: techniques[pk] for pk in ids if pk in techniques}
    rows = model._default_manager.live() if issubclass(model, SharedSnippet) else model._default_manager
    fetched: dict[int, Any] = rows.in_bulk(ids)
    return fetched


def _load_renditions(page: GuidePage, images: dict[int, Any]) -> None:
    """Prefetch the renditions of every picture on the page, including cover and people."""
    people = [person.picture for person in (page.public_author, page.public_reviewer) if person]
    shown = [image for image in (*images.values(), page.cover, *people) if image]
    if shown:
        prefetch_related_objects(shown, "renditions")
