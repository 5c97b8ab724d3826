"""What the blocks of a draft lack, for the list above its editor.

The editor's form checks the fields of blocks only when it publishes, and then says no more above them than
that something is wrong.
"""

from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.db.models import Model
from wagtail.blocks import Block, StreamValue, StructBlock

type Gap = tuple[str, str]  # path, such as “body.<id of the block>.caption”, and message


def block_gaps(instance: Model) -> dict[str, str]:
    """Messages by path, for all bodies of a page or snippet."""
    found: dict[str, str] = {}
    for field in instance._meta.concrete_fields:
        value = getattr(instance, field.attname)
        if isinstance(value, StreamValue):
            found |= dict(_of_body(value, field.name))
    return found


def _of_body(body: StreamValue, path: str) -> Iterator[Gap]:
    for child in body:
        try:
            child.block.clean(child.value)
        except ValidationError as error:
            yield from _told(child.block, error, f"{path}.{child.id}", str(child.block.label))


def _told(block: Block, error: ValidationError, path: str, label: str) -> Iterator[Gap]:
    """A message for each field of a block with several, else one for the block."""
    inside = getattr(error, "block_errors", {})
    if not (isinstance(block, StructBlock) and inside):
        yield path, f"{label}: {_words(error)}"
        return
    for name, problem in inside.items():
        child = block.child_blocks[name]
        yield from _told(child, problem, f"{path}.{name}", f"{label}, {str(child.label).lower()}")


def _words(error: ValidationError) -> str:
    if getattr(error, "block_errors", {}):
        return "something in it is missing."
    if getattr(error, "code", "") == "required":
        return "this is missing."
    return " ".join(error.messages)
