"""Staff roles as Django groups, each with the permissions for its work.

Oscar's dashboard requires model permissions and `is_staff`, which `shop.dashboard.staff_roles` sets for
members of these groups. `setup_shop` updates the groups' permissions after each upgrade. Only the owner, as
superuser, may delete products, offers, orders and payments.
"""

from django.contrib.auth.models import Group, Permission
from django.db.models import Q, QuerySet

STAFF, MONEY, PACKERS, BOOKKEEPERS = "Shop staff", "Shop money", "Packers", "Bookkeepers"
ROLES = (STAFF, MONEY, PACKERS, BOOKKEEPERS)
APPS = ["analytics", "catalogue", "customer", "offer", "order", "partner", "reviews", "shipping", "voucher"]
LOOK_ONLY = Q(content_type__app_label="accounts", codename="view_user") | Q(
    content_type__app_label="payment", codename__startswith="view_"
)
SUPPLIERS = Q(codename="dashboard_access")  # for suppliers, who see only their own products
DELETES = Q(codename__startswith="delete_")
# What shop keepers may delete: notes, alerts, and glossary entries that no product uses.
DELETABLE = Q(
    codename__in=["delete_ordernote", "delete_productalert", "delete_ingredient", "delete_skinneed"]
)
PACKING = Q(
    content_type__app_label="order", codename__in=["view_order", "change_order", "add_ordernote"]
) | Q(content_type__app_label="catalogue", codename__in=["view_product", "view_batch", "add_batch"])
BOOKKEEPING = Q(codename__startswith="view_") & Q(
    content_type__app_label__in=["analytics", "order", "partner", "payment", "shipping", "voucher", "offer"]
)


def staff_group() -> Group:
    """Shop keepers: all daily work in the dashboard, and viewing payments."""
    granted = Permission.objects.filter(Q(content_type__app_label__in=APPS) | LOOK_ONLY)
    return _group(STAFF, granted.exclude(SUPPLIERS).exclude(DELETES & ~DELETABLE))


def money_group() -> Group:
    """Staff who issue refunds, cancel and accept orders, and clear fraud warnings."""
    return _group(MONEY, Permission.objects.filter(content_type__app_label="payment").exclude(DELETES))


def packer_group() -> Group:
    """Packers: dispatch orders and record batches; they can't change prices, offers or products."""
    return _group(PACKERS, Permission.objects.filter(PACKING))


def bookkeeper_group() -> Group:
    """Bookkeepers: view orders, payments and reports."""
    return _group(BOOKKEEPERS, Permission.objects.filter(BOOKKEEPING).exclude(SUPPLIERS))


def role_groups() -> list[Group]:
    """All groups, created or updated with the permissions defined here."""
    return [staff_group(), money_group(), packer_group(), bookkeeper_group()]


def _group(name: str, permissions: QuerySet[Permission]) -> Group:
    group, _ = Group.objects.get_or_create(name=name)
    group.permissions.set(permissions)
    return group
