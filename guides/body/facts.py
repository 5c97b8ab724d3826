"""Facts about a guide that lists need, computed from its body when it is saved."""

from math import ceil
from typing import Any

from django.utils.html import strip_tags
from wagtail import blocks
from wagtail.blocks import ChooserBlock

from guides.body.walk import leaf_values
from guides.source_notes import source_ids

WORDS_A_MINUTE = 220
NAMES = {"Technique": "techniques", "Product": "products", "Source": "sources", "SafetyNote": "notes"}


def facts_of(body: blocks.StreamValue) -> dict[str, Any]:
    """Reading time, and the ids of all techniques, products, sources and notes in it."""
    found: dict[str, set[int]] = {name: set() for name in NAMES.values()}
    words = 0
    for block, stored in leaf_values(body.stream_block, body.get_prep_value()):
        if isinstance(block, ChooserBlock):
            name = NAMES.get(block.model_class.__name__)
            if name:
                found[name].add(stored)
        if isinstance(block, blocks.RichTextBlock):
            found["sources"].update(source_ids(stored))
        if isinstance(block, blocks.RichTextBlock | blocks.CharBlock | blocks.TextBlock):
            words += len(strip_tags(str(stored)).split())
    has_video = any(block["type"] in {"video", "podcast"} for block in body.get_prep_value())
    return {"has_video": has_video, "minutes": max(1, ceil(words / WORDS_A_MINUTE))} | {
        name: sorted(ids) for name, ids in found.items()
    }
