"""Gives Wagtail's groups the shared pieces of guides, so that no developer has to tick boxes."""

from typing import Any

from django.contrib.auth.models import Group, Permission
from django.db.models import Q

GROUPS = ("Editors", "Moderators")
PIECES = ("feedback", "bodyarea", "person", "safetynote", "source", "technique")
NOT_FOR_WRITERS = Q(codename__regex="^(delete|publish|lock|unlock)_")


def grant_permissions(**_: Any) -> None:
    """After each migrate: editors write, moderators also publish and delete. Taken away, they stay away."""
    ours = Permission.objects.filter(content_type__app_label="guides", content_type__model__in=PIECES)
    for name in GROUPS:
        group = Group.objects.filter(name=name).first()
        if group and not group.permissions.filter(pk__in=ours).exists():
            group.permissions.add(*ours.exclude(NOT_FOR_WRITERS) if name == "Editors" else ours)
