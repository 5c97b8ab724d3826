"""URLs of the claims review and the editor in the CMS."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.urls import reverse
from wagtail.admin.admin_url_finder import AdminURLFinder

from guides.claims.content.authors import CmsUser


def review_url(instance: Model) -> str:
    """The review page of a page, snippet or product; empty if it isn't saved."""
    if instance.pk is None:
        return ""
    kind = ContentType.objects.get_for_model(type(instance), for_concrete_model=False)
    return reverse("claims-review", args=[kind.pk, instance.pk])


def edit_url(instance: Model, user: CmsUser) -> str:
    """The editor's URL; empty if this person may not edit it, or it isn't saved."""
    return str(AdminURLFinder(user).get_edit_url(instance) or "") if instance.pk else ""
