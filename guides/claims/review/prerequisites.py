"""What must be live before a text may go live, such as the series of a part.

Asked when something is published or scheduled, not when it is approved: parts are approved while their series
is still a draft. Rooms above register the rule of a model.
"""

from collections.abc import Callable
from typing import Any

from django.db.models import Model

Rule = Callable[[Any], dict[str, str]]
_rules: dict[type[Model], Rule] = {}


def register_prerequisites(model: type[Model], rule: Rule) -> None:
    """Add a model's rule: it takes an instance and returns messages by field, none if it may go live."""
    _rules[model] = rule


def unmet_prerequisites(instance: Model) -> dict[str, str]:
    """Messages by field, saying what to publish first."""
    rule = _rules.get(type(instance))
    return rule(instance) if rule else {}
