"""Addresses of the review page."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.urls import reverse


def review_url(instance: Any) -> str:
    """Where the claims of one page, snippet or product are read and decided; nothing for an unsaved one."""
    if instance.pk is None:
        return ""
    kind = ContentType.objects.get_for_model(type(instance), for_concrete_model=False)
    return reverse("claims-review", args=[kind.pk, instance.pk])
