"""The groups that let packers and shop keepers into the dashboard.

Oscar's dashboard asks for Django's model permissions beside `is_staff`; without groups each new
colleague would need dozens of ticks. Who packs sees what was paid; moving money takes a group of its own.
"""

from django.contrib.auth.models import Group, Permission
from django.db.models import Q, QuerySet

STAFF, MONEY = "Shop staff", "Shop money"
APPS = ["analytics", "catalogue", "customer", "offer", "order", "partner", "reviews", "shipping", "voucher"]
LOOK_ONLY = Q(content_type__app_label="accounts", codename="view_user") | Q(
    content_type__app_label="payment", codename__startswith="view_"
)
SUPPLIERS = Q(codename="dashboard_access")  # for those who see only their own goods


def staff_group() -> Group:
    """The group with every permission that the dashboard's daily work needs; makes it when missing."""
    granted = Permission.objects.filter(Q(content_type__app_label__in=APPS) | LOOK_ONLY)
    return _group(STAFF, granted.exclude(SUPPLIERS))


def money_group() -> Group:
    """The group that gives money back, cancels, accepts and clears warnings; makes it when missing."""
    return _group(MONEY, Permission.objects.filter(content_type__app_label="payment"))


def _group(name: str, permissions: QuerySet[Permission]) -> Group:
    group, made = Group.objects.get_or_create(name=name)
    if made:
        group.permissions.set(permissions)
    return group
