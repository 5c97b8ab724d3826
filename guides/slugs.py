"""Addresses made from names, where nobody has typed one; the CMS's forms fill them in while one types."""

from itertools import count
from typing import Any

from django.utils.text import slugify


def fill_slug(instance: Any, name: str) -> None:
    """Give the instance a free slug of its name; one that it has already stays."""
    if instance.slug:
        return
    longest = instance._meta.get_field("slug").max_length
    base = slugify(name)[: longest - 4] or str(instance._meta.model_name)
    others = type(instance)._default_manager.exclude(pk=instance.pk)
    tried = (base if number == 1 else f"{base}-{number}" for number in count(1))
    instance.slug = next(slug for slug in tried if not others.filter(slug=slug).exists())
