"""Default permissions of Wagtail's groups for newsletters and free guides."""

from django.contrib.auth.models import Group, Permission

EDITORS, MODERATORS = "Editors", "Moderators"
WRITE = ("add_newsletter", "change_newsletter", "add_freeguide", "change_freeguide")
SEND = ("publish_newsletter", "publish_freeguide", "delete_newsletter", "delete_freeguide")


def grant_permissions(**_: object) -> None:
    """Let editors write and moderators also publish and send, unless an administrator changed the group.

    Called after the migration of each app. Wagtail creates the publish permissions late, so nothing is
    granted before all permissions exist.
    """
    ours = Permission.objects.filter(content_type__app_label="newsletter")
    if ours.filter(codename__in=WRITE + SEND).count() < len(WRITE + SEND):
        return
    for name, codenames in ((EDITORS, WRITE), (MODERATORS, WRITE + SEND)):
        group = Group.objects.filter(name=name).first()
        if group and not group.permissions.filter(content_type__app_label="newsletter").exists():
            group.permissions.add(*ours.filter(codename__in=codenames))
