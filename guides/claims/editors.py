"""Gives Wagtail's groups what the claims check needs, so that no developer has to tick boxes."""

from typing import Any

from django.contrib.auth.models import Group, Permission

EDITORS, MODERATORS = "Editors", "Moderators"
READ = ("view_claimfinding",)
RULES = ("add_claimrule", "change_claimrule", "view_claimrule", "delete_claimrule")


def grant_permissions(**_: Any) -> None:
    """After each migrate: editors see findings, moderators keep the rules. Taken away, they stay away."""
    ours = Permission.objects.filter(content_type__app_label="claims")
    if ours.filter(codename__in=READ + RULES).count() < len(READ + RULES):
        return
    for name, codenames in ((EDITORS, READ), (MODERATORS, READ + RULES)):
        group = Group.objects.filter(name=name).first()
        if group and not group.permissions.filter(content_type__app_label="claims").exists():
            group.permissions.add(*ours.filter(codename__in=codenames))
