"""Generates slugs from names; forms of the CMS do the same while editors type."""

from itertools import count
from typing import Any

from django.utils.text import slugify


def fill_slug(instance: Any, name: str) -> None:
    """Set a unique slug made from the name. An existing slug stays."""
    if instance.slug:
        return
    longest = instance._meta.get_field("slug").max_length
    base = slugify(name)[: longest - 4] or str(instance._meta.model_name)
    others = type(instance)._default_manager.exclude(pk=instance.pk)
    tried = (base if number == 1 else f"{base}-{number}" for number in count(1))
    instance.slug = next(slug for slug in tried if not others.filter(slug=slug).exists())
