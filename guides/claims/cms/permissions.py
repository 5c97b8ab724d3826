"""Default permissions of Wagtail's groups for the claims check."""

from django.contrib.auth.models import Group, Permission
from wagtail.models import GroupPagePermission, Page

EDITORS, MODERATORS, APPROVERS = "Editors", "Moderators", "Claims approvers"
READ = ("view_claimfinding", "add_evidence", "change_evidence", "view_evidence")
RULES = ("add_claimrule", "change_claimrule", "view_claimrule", "delete_claimrule")
APPROVE = ("approve_decision", "view_decision")
GRANTS = {EDITORS: READ, MODERATORS: READ + RULES, APPROVERS: READ + APPROVE}


def moderator_emails() -> set[str]:
    """The email addresses of all moderators."""
    found = Group.objects.filter(name=MODERATORS).values_list("user__email", flat=True)
    return {email for email in found if email}


def grant_permissions(**_: object) -> None:
    """Let editors see findings, moderators edit rules and approvers decide, unless the group was changed.

    Called after the migration of each app; does nothing before all permissions exist.
    """
    ours = Permission.objects.filter(content_type__app_label="claims")
    wanted = {codename for codenames in GRANTS.values() for codename in codenames}
    access = Permission.objects.filter(codename="access_admin").first()
    if access is None or ours.filter(codename__in=wanted).count() < len(wanted):
        return
    _make_approvers(access)
    for name, codenames in GRANTS.items():
        group = Group.objects.filter(name=name).first()
        if group and not group.permissions.filter(content_type__app_label="claims").exists():
            group.permissions.add(*ours.filter(codename__in=codenames))


def _make_approvers(access: Permission) -> None:
    """Create the group of approvers once; they may open and correct every page."""
    group, is_new = Group.objects.get_or_create(name=APPROVERS)
    root = Page.objects.filter(depth=1).first()
    if is_new and root:
        group.permissions.add(access)
        change = Permission.objects.filter(
            content_type__app_label="wagtailcore", codename="change_page"
        ).first()
        if change:
            GroupPagePermission.objects.get_or_create(group=group, page=root, permission=change)
