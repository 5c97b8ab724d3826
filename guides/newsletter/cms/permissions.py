"""Default permissions of Wagtail's groups for newsletters, saved sections and free guides."""

from django.contrib.auth.models import Group, Permission
from django.db.models import QuerySet

EDITORS, MODERATORS = "Editors", "Moderators"
WRITE = ("add", "change")
SEND = ("publish", "delete")
# Saved sections aren't published: they are copied.
GRANTS: dict[str, dict[str, tuple[str, ...]]] = {
    "newsletter": {EDITORS: WRITE, MODERATORS: WRITE + SEND},
    "freeguide": {EDITORS: WRITE, MODERATORS: WRITE + SEND},
    "savedsection": {EDITORS: (*WRITE, "delete"), MODERATORS: (*WRITE, "delete")},
}


def grant_permissions(**_: object) -> None:
    """Let editors write and moderators also publish and send, unless an administrator changed the group.

    Called after the migration of each app. Wagtail creates the publish permissions late, so nothing is
    granted for a model before all of its permissions exist.
    """
    for model, grants in GRANTS.items():
        ours = Permission.objects.filter(content_type__app_label="newsletter", content_type__model=model)
        for name, actions in grants.items():
            _grant(name, ours, [f"{action}_{model}" for action in actions])


def _grant(name: str, ours: QuerySet[Permission], codenames: list[str]) -> None:
    wanted = ours.filter(codename__in=codenames)
    group = Group.objects.filter(name=name).first()
    if group and wanted.count() == len(codenames) and not group.permissions.filter(pk__in=ours).exists():
        group.permissions.add(*wanted)
