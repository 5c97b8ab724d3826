"""Where in the CMS something is reviewed and edited."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from wagtail.admin.admin_url_finder import AdminURLFinder


def review_url(instance: Any) -> str:
    """Where the claims of one page, snippet or product are read and decided; nothing for an unsaved one."""
    if instance.pk is None:
        return ""
    kind = ContentType.objects.get_for_model(type(instance), for_concrete_model=False)
    return reverse("claims-review", args=[kind.pk, instance.pk])


def edit_url(instance: Any, user: Any) -> str:
    """Where this person edits it; nothing where they may not, or it isn't saved."""
    return str(AdminURLFinder(user).get_edit_url(instance) or "") if instance.pk else ""
