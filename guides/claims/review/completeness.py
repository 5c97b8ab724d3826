"""What a page or snippet must have before it is published; drafts only need a title.

The editor's form checks required fields and blocks only when it publishes. Bulk actions, workflows, the
scheduler and the API have no form, so the gate checks them here.
"""

from collections.abc import Callable, Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Field, Model
from treebeard.mp_tree import MP_Node
from wagtail.blocks import StreamValue
from wagtail.models import DraftStateMixin

from guides.claims.review.block_gaps import block_gaps

TREE_FIELDS = {field.name for field in MP_Node._meta.local_fields}  # set by the page tree, not by editors


class NotPublishable(ValidationError):
    """Content can't be published; the messages name it and say why."""

    def __init__(self, instance: Model, why: str, lines: Iterable[str]) -> None:
        self.instance = instance
        super().__init__([f"“{instance}” can’t go live yet: {why}", *lines])


class PartsMissing(NotPublishable):
    """Required fields are missing, or its registered rule isn't met."""

    def __init__(self, instance: Model, parts: dict[str, str]) -> None:
        super().__init__(instance, "something is missing.", parts.values())


type Rule = Callable[[Any], dict[str, str]]  # messages by field
_rules: dict[type[Model], Rule] = {}
_unpublished: dict[type[Model], Rule] = {}
_advice: dict[type[Model], Rule] = {}


def register_completeness(model: type[Model], rule: Rule, *, unpublished: Rule | None = None) -> None:
    """Add a model's rules: what is missing in it, and what it shows that isn't published yet."""
    _rules[model] = rule
    if unpublished:
        _unpublished[model] = unpublished


def missing_parts(instance: Model) -> dict[str, str]:
    """Messages by field: required fields and the model's own rules."""
    return _said(_unpublished, instance) | gaps(instance)


def gaps(instance: Model) -> dict[str, str]:
    """Messages by field, or by the path of a block, about what its writer left out.

    What it shows may still be a draft: a writer submits a new author together with a guide.
    """
    return block_gaps(instance) | missing_fields(instance) | _said(_rules, instance)


def register_advice(model: type[Model], rule: Rule) -> None:
    """Add a model's advice: what would help readers, but isn't asked for."""
    _advice[model] = rule


def advised_parts(instance: Model) -> dict[str, str]:
    """Messages by field about what an editor might still add."""
    return _said(_advice, instance)


def _said(rules: dict[type[Model], Rule], instance: Model) -> dict[str, str]:
    rule = rules.get(type(instance))
    return rule(instance) if rule else {}


def missing_fields(instance: Model) -> dict[str, str]:
    """Messages for required fields that a draft was saved without; models without drafts always have them."""
    if not isinstance(instance, DraftStateMixin):
        return {}
    asked = [field for field in instance._meta.concrete_fields if field.editable and not field.blank]
    required = [field for field in asked if not field.primary_key and field.name not in TREE_FIELDS]
    empty = [field for field in required if _is_empty(field, getattr(instance, field.attname))]
    return {field.name: f"{str(field.verbose_name).capitalize()}: this is missing." for field in empty}


def _is_empty(field: Field[Any, Any], value: object) -> bool:
    """Whether a stored value says nothing; a body without blocks is an object all the same."""
    return not value if isinstance(value, StreamValue) else value in field.empty_values


def require_complete(instance: Model) -> None:
    """Raise PartsMissing if a required field is empty."""
    if missing := missing_fields(instance):
        raise PartsMissing(instance, missing)
