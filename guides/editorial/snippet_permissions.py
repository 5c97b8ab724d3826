"""Default permissions of Wagtail's groups for shared snippets and feedback."""

from django.contrib.auth.models import Group, Permission
from django.db.models import Q

GROUPS = ("Editors", "Moderators")
SHARED_SNIPPETS = (
    "feedback",
    "bodyarea",
    "person",
    "readerquestion",
    "safetynote",
    "source",
    "technique",
    "topic",
)
NOT_FOR_WRITERS = Q(codename__regex="^(delete|publish|lock|unlock)_")


def grant_permissions(**_: object) -> None:
    """Handler of post_migrate: editors write, moderators also publish and delete.

    A group that has any permission for a kind of snippet is left alone, so changes in the CMS stay.
    """
    for name in GROUPS:
        if group := Group.objects.filter(name=name).first():
            for model in SHARED_SNIPPETS:
                _grant(group, model)


def _grant(group: Group, model: str) -> None:
    ours = Permission.objects.filter(content_type__app_label="guides", content_type__model=model)
    if not group.permissions.filter(pk__in=ours).exists():
        group.permissions.add(*ours.exclude(NOT_FOR_WRITERS) if group.name == "Editors" else ours)
