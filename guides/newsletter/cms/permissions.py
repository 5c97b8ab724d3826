"""Gives Wagtail's editors what the newsletter needs, so that no developer has to tick boxes."""

from typing import Any

from django.contrib.auth.models import Group, Permission

EDITORS, MODERATORS = "Editors", "Moderators"
WRITE = ("add_newsletter", "change_newsletter", "add_freeguide", "change_freeguide")
SEND = ("publish_newsletter", "publish_freeguide", "delete_newsletter", "delete_freeguide")


def grant_permissions(**_: Any) -> None:
    """After each migrate: editors write, moderators also publish and send. Taken away, they stay away.

    Called once for every app: Wagtail makes the permissions to publish only when its own turn comes,
    so nothing is granted before all of them are there.
    """
    ours = Permission.objects.filter(content_type__app_label="newsletter")
    if ours.filter(codename__in=WRITE + SEND).count() < len(WRITE + SEND):
        return
    for name, codenames in ((EDITORS, WRITE), (MODERATORS, WRITE + SEND)):
        group = Group.objects.filter(name=name).first()
        if group and not group.permissions.filter(content_type__app_label="newsletter").exists():
            group.permissions.add(*ours.filter(codename__in=codenames))
