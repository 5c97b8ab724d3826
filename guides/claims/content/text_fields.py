"""Which fields of a model hold text for readers."""

from functools import lru_cache
from typing import Any

from django.db import models
from django.db.models import Model
from modelcluster.models import get_all_child_relations
from wagtail.fields import StreamField


@lru_cache(maxsize=64)
def text_fields(model: type[Model]) -> frozenset[str]:
    """The names of a model's fields with texts for readers."""
    fields = model._meta.concrete_fields
    return frozenset(field.name for field in fields if isinstance(field, StreamField) or is_text(field))


@lru_cache(maxsize=64)
def text_relations(model: type[Model]) -> list[Any]:
    """Child relations with texts for readers, which excludes editors' comments."""
    return [
        relation
        for relation in get_all_child_relations(model)
        if relation.related_model._meta.app_label != "wagtailcore"
        and any(is_text(field) for field in relation.related_model._meta.concrete_fields)
    ]


def is_text(field: object) -> bool:
    """Whether a field has text for readers: no choices, URLs, email addresses or uneditable fields."""
    if not isinstance(field, (models.CharField, models.TextField)):
        return False
    if isinstance(field, (models.URLField, models.EmailField)) or field.choices or not field.editable:
        return False
    return not field.primary_key
