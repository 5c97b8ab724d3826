"""The group that lets packers and shop keepers into the dashboard.

Oscar's dashboard asks for Django's model permissions beside `is_staff`; without a group each new
colleague would need dozens of ticks.
"""

from django.contrib.auth.models import Group, Permission
from django.db.models import Q

NAME = "Shop staff"
APPS = [
    "analytics",
    "catalogue",
    "customer",
    "offer",
    "order",
    "partner",
    "payment",
    "reviews",
    "shipping",
    "voucher",
]
LOOK_ONLY = Q(content_type__app_label="accounts", codename="view_user")


def staff_group() -> Group:
    """The group with every permission that the dashboard's daily work needs; makes it when missing."""
    group, made = Group.objects.get_or_create(name=NAME)
    if made:
        group.permissions.set(
            Permission.objects.filter(Q(content_type__app_label__in=APPS) | LOOK_ONLY).exclude(
                codename="dashboard_access"  # for suppliers who see only their own goods
            )
        )
    return group
