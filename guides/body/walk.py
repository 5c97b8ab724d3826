"""Walks a stored StreamField by its block definitions, without loading chosen objects. Pure."""

from collections.abc import Iterator
from typing import Any

from wagtail import blocks

Leaf = tuple[Any, Any]


def chosen_keys(block: blocks.Block, stored: object) -> dict[Any, set[Any]]:
    """The keys of all chosen objects in a body, by model."""
    found: dict[Any, set[Any]] = {}
    for leaf, value in leaf_values(block, stored):
        if isinstance(leaf, blocks.ChooserBlock):
            found.setdefault(leaf.model_class, set()).add(value)
    return found


def leaf_values(block: blocks.Block, stored: Any) -> Iterator[Leaf]:
    """Each innermost block with its stored value."""
    if stored is None:
        return
    if isinstance(block, blocks.StreamBlock):
        for child in stored:
            if definition := block.child_blocks.get(child["type"]):
                yield from leaf_values(definition, child["value"])
    elif isinstance(block, blocks.StructBlock):
        for name, definition in block.child_blocks.items():
            yield from leaf_values(definition, stored.get(name))
    elif isinstance(block, blocks.ListBlock):
        for item in stored:
            is_wrapped = isinstance(item, dict) and item.get("type") == "item"
            yield from leaf_values(block.child_block, item["value"] if is_wrapped else item)
    else:
        yield block, stored
