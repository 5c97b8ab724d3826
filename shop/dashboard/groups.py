"""The roles of colleagues: groups that let them into the dashboard, each with the rights its work needs.

Oscar's dashboard asks for Django's model permissions beside `is_staff`, which follows from having a role
(shop.dashboard.staff_roles). What a role may do is written here, and `setup_shop` writes it into the groups
again after each upgrade. Deleting is the owner's, who is the
superuser: no group may delete what is sold, offered, ordered or paid.
"""

from django.contrib.auth.models import Group, Permission
from django.db.models import Q, QuerySet

STAFF, MONEY, PACKERS, BOOKKEEPERS = "Shop staff", "Shop money", "Packers", "Bookkeepers"
ROLES = (STAFF, MONEY, PACKERS, BOOKKEEPERS)
APPS = ["analytics", "catalogue", "customer", "offer", "order", "partner", "reviews", "shipping", "voucher"]
LOOK_ONLY = Q(content_type__app_label="accounts", codename="view_user") | Q(
    content_type__app_label="payment", codename__startswith="view_"
)
SUPPLIERS = Q(codename="dashboard_access")  # for those who see only their own goods
DELETES = Q(codename__startswith="delete_")
# What a colleague may take away: notes, alerts, and entries of the glossary that no product uses.
MAY_GO = Q(codename__in=["delete_ordernote", "delete_productalert", "delete_ingredient", "delete_skinneed"])
PACKING = Q(
    content_type__app_label="order", codename__in=["view_order", "change_order", "add_ordernote"]
) | Q(content_type__app_label="catalogue", codename__in=["view_product", "view_batch", "add_batch"])
BOOKS = Q(codename__startswith="view_") & Q(
    content_type__app_label__in=["analytics", "order", "partner", "payment", "shipping", "voucher", "offer"]
)


def staff_group() -> Group:
    """Shop keepers: all of the dashboard's daily work, and a look at payments."""
    granted = Permission.objects.filter(Q(content_type__app_label__in=APPS) | LOOK_ONLY)
    return _group(STAFF, granted.exclude(SUPPLIERS).exclude(DELETES & ~MAY_GO))


def money_group() -> Group:
    """Who gives money back, cancels, accepts and clears warnings."""
    return _group(MONEY, Permission.objects.filter(content_type__app_label="payment").exclude(DELETES))


def packer_group() -> Group:
    """Who packs, sends and notes batches, and changes no price, offer or product."""
    return _group(PACKERS, Permission.objects.filter(PACKING))


def bookkeeper_group() -> Group:
    """Who reads orders, payments and reports, and changes nothing."""
    return _group(BOOKKEEPERS, Permission.objects.filter(BOOKS).exclude(SUPPLIERS))


def role_groups() -> list[Group]:
    """All of them, with the rights written here."""
    return [staff_group(), money_group(), packer_group(), bookkeeper_group()]


def _group(name: str, permissions: QuerySet[Permission]) -> Group:
    group, _ = Group.objects.get_or_create(name=name)
    group.permissions.set(permissions)
    return group
