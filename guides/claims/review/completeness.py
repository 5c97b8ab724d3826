"""Fields that a page or snippet must have before it is published; drafts only need a title.

The editor's form asks for required fields only when it publishes. Every other way (bulk actions, workflows,
the scheduler, the API) has no form, so the gate asks here.
"""

from collections.abc import Callable, Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model
from treebeard.mp_tree import MP_Node
from wagtail.models import DraftStateMixin

OF_THE_TREE = {field.name for field in MP_Node._meta.local_fields}  # set by the page tree, not by people


class NotPublishable(ValidationError):
    """Something would go live that mustn't yet; says why, the instance in front."""

    def __init__(self, instance: Model, why: str, lines: Iterable[str]) -> None:
        self.instance = instance
        super().__init__([f"“{instance}” can’t go live yet: {why}", *lines])


class PartsMissing(NotPublishable):
    """It lacks what it must have: required fields, or what its registered rule asks for."""

    def __init__(self, instance: Model, parts: dict[str, str]) -> None:
        super().__init__(instance, "something is missing.", parts.values())


_rules: dict[type[Model], Callable[[Any], dict[str, str]]] = {}


def register_completeness(model: type[Model], rule: Callable[[Any], dict[str, str]]) -> None:
    """Add a model's own rule: it returns a message for each field that is missing before going live."""
    _rules[model] = rule


def missing_parts(instance: Model) -> dict[str, str]:
    """Messages by field for everything that must be there before it goes live."""
    rule = _rules.get(type(instance))
    return missing_fields(instance) | (rule(instance) if rule else {})


def missing_fields(instance: Model) -> dict[str, str]:
    """Required fields that a draft was saved without; what has no drafts was never saved without them."""
    if not isinstance(instance, DraftStateMixin):
        return {}
    asked = [field for field in instance._meta.concrete_fields if field.editable and not field.blank]
    required = [field for field in asked if not field.primary_key and field.name not in OF_THE_TREE]
    empty = [field for field in required if getattr(instance, field.attname) in field.empty_values]
    return {field.name: f"{str(field.verbose_name).capitalize()}: this is missing." for field in empty}


def require_complete(instance: Model) -> None:
    """Let it pass, or raise."""
    if missing := missing_fields(instance):
        raise PartsMissing(instance, missing)
