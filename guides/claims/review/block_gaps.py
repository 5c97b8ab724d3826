"""What the blocks of a draft lack.

The editor's form checks the fields of blocks only when it publishes or submits; nothing else has a form.
"""

from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.db.models import Model
from wagtail.blocks import Block, StreamBlockValidationError, StreamValue, StructBlock
from wagtail.models import DraftStateMixin

type Gap = tuple[str, str]  # path, such as “body.<id of the block>.caption”, and message


def block_gaps(instance: Model) -> dict[str, str]:
    """Messages by path, for all bodies of a page or snippet."""
    found: dict[str, str] = {}
    if not isinstance(instance, DraftStateMixin):
        return found  # saved whole, by forms that check their blocks
    for field in instance._meta.concrete_fields:
        value = getattr(instance, field.attname)
        if isinstance(value, StreamValue):
            found |= dict(_of_body(value, field.name))
    return found


def _of_body(body: StreamValue, path: str) -> Iterator[Gap]:
    try:
        body.stream_block.clean(body)
    except StreamBlockValidationError as error:
        for index, problem in error.block_errors.items():
            child = body[index]
            yield from _told(child.block, problem, f"{path}.{child.id}", str(child.block.label))
        if error.non_block_errors:  # such as too few or too many blocks
            yield path, " ".join(error.non_block_errors)


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
