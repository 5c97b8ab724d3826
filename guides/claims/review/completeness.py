"""Fields that a page or snippet must have before it is published; drafts only need a title.

The editor's form checks required fields only when it publishes. Bulk actions, workflows, the scheduler and
the API have no form, so the gate checks them here.
"""

from collections.abc import Callable, Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model
from treebeard.mp_tree import MP_Node
from wagtail.models import DraftStateMixin

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


_rules: dict[type[Model], Callable[[Any], dict[str, str]]] = {}


def register_completeness(model: type[Model], rule: Callable[[Any], dict[str, str]]) -> None:
    """Add a model's rule, which returns a message for each field that is missing."""
    _rules[model] = rule


def missing_parts(instance: Model) -> dict[str, str]:
    """Messages by field: required fields and the model's own rule."""
    rule = _rules.get(type(instance))
    return missing_fields(instance) | (rule(instance) if rule else {})


def missing_fields(instance: Model) -> dict[str, str]:
    """Messages for required fields that a draft was saved without; models without drafts always have them."""
    if not isinstance(instance, DraftStateMixin):
        return {}
    asked = [field for field in instance._meta.concrete_fields if field.editable and not field.blank]
    required = [field for field in asked if not field.primary_key and field.name not in TREE_FIELDS]
    empty = [field for field in required if getattr(instance, field.attname) in field.empty_values]
    return {field.name: f"{str(field.verbose_name).capitalize()}: this is missing." for field in empty}


def require_complete(instance: Model) -> None:
    """Raise PartsMissing if a required field is empty."""
    if missing := missing_fields(instance):
        raise PartsMissing(instance, missing)
