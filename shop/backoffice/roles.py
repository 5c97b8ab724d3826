"""The roles of the office: one table of who may do what.

A role is a Django group. Its permissions are set from this table after each migration and by `setup_shop`;
nobody changes them in the office. The owner gives roles to people on the screen “People and roles”.
"""

from dataclasses import dataclass
from typing import Final

from django.contrib.auth.models import Group, Permission
from django.db.models import Q, QuerySet
from wagtail.models import GroupCollectionPermission, GroupPagePermission

ORDERS = ("look_up_orders",)
SHOP = (
    *(*ORDERS, "change_orders", "note_orders", "pack", "give_back", "look_after_stock"),
    *("see_returns", "receive_returns", "handle_returns"),
    *("look_after_products", "moderate_reviews", "look_up_customers", "read_figures", "read_guide_sales"),
    *("read_documents", "correct_batches", "see_prices", "see_products", "announce", "enter_reactions"),
)
BOOKS = (
    *(*ORDERS, "check_payments", "see_returns", "read_figures", "read_guide_sales", "see_settings"),
    *("read_documents", "see_prices", "close_vat_periods", "set_account_codes"),
)
DECISIONS = ("decide_payments", "decide_batches", "give_roles", "read_activity")  # of owners
OWNERS_ALONE = (
    *("decide_payments", "decide_batches", "look_after_customers", "read_reactions"),
    *("give_roles", "read_activity", "change_settings"),
)
CONTENT = ("write_content", "read_guide_sales")

# Rights on models, beside those of the office: parts of Oscar and of Wagtail ask for them.
_APPS = ["analytics", "catalogue", "customer", "offer", "order", "partner", "reviews", "shipping", "voucher"]
_SUPPLIERS = Q(codename="dashboard_access")  # for suppliers, who see only their own products
_DELETES = Q(codename__startswith="delete_")
_DELETABLE = Q(
    codename__in=["delete_ordernote", "delete_productalert", "delete_ingredient", "delete_skinneed"]
)
_SETTINGS = Q(codename__regex="^(add|change)_(termsversion|deliveryrate)$")
_PAYMENTS = Q(content_type__app_label="payment")
_SHOP = (Q(content_type__app_label__in=_APPS) & ~_SUPPLIERS & (~_DELETES | _DELETABLE)) | Q(
    content_type__app_label="accounts", codename="view_user"
)
_REFUNDS = _PAYMENTS & (Q(codename="add_refund") | Q(codename__startswith="view_"))
_PACKING = Q(
    content_type__app_label="order", codename__in=["view_order", "change_order", "add_ordernote"]
) | Q(content_type__app_label="catalogue", codename__in=["view_product", "view_batch", "add_batch"])
_BOOKS = Q(codename__startswith="view_") & Q(
    content_type__app_label__in=["analytics", "order", "partner", "payment", "shipping", "voucher", "offer"]
)
_NOTHING = Q(pk=None)


@dataclass(frozen=True)
class Role:
    """A role; `group` is the stored name of its Django group, `does` a sentence for the owner."""

    group: str
    label: str
    does: str
    rights: tuple[str, ...]
    tables: Q = _NOTHING

    @property
    def is_staff(self) -> bool:
        """Whether members work in the shop itself, as `is_staff` says."""
        return self.tables != _NOTHING


OWNER: Final = Role(
    "Owner",
    "Owner",
    "Does everything: people, settings and payments to check as well.",
    tuple(dict.fromkeys((*SHOP, *BOOKS, *CONTENT, *OWNERS_ALONE))),
    _SHOP | (_PAYMENTS & ~_DELETES),
)
SHOPKEEPER: Final = Role(
    "Shopkeeper",
    "Shopkeeper",
    "Looks after orders, refunds, customers, products, prices, offers and reviews.",
    (*SHOP, "see_settings"),
    (_SHOP & ~_SETTINGS) | (_REFUNDS & ~Q(codename="view_fraudwarning")),
)
PACKER: Final = Role(
    "Packer",
    "Packer",
    "Packs and sends, notes batches and returns, looks up orders. Changes no price, gives no money back.",
    (
        *(*ORDERS, "note_orders", "pack", "look_after_stock", "see_returns", "receive_returns"),
        *("see_products", "enter_reactions"),
    ),
    _PACKING,
)
BOOKKEEPER: Final = Role(
    "Bookkeeper",
    "Bookkeeper",
    "Reads orders, payments and figures, closes VAT periods, sets the accountant’s codes, no more.",
    BOOKS,
    _BOOKS & ~_SUPPLIERS,
)
WRITER: Final = Role("Editors", "Writer", "Writes pages and guides as drafts.", CONTENT)
APPROVER: Final = Role("Claims approvers", "Approver", "Decides claims in guides and pages.", CONTENT)
EDITOR: Final = Role(
    "Moderators",
    "Editor",
    "Publishes pages and guides, sends newsletters, and writes the announcement.",
    (*CONTENT, "announce"),
)
SAFETY: Final = Role(
    "Safety",
    "Safety",
    "Besides another role: reads and assesses reports of skin reactions. They are about people’s health.",
    ("enter_reactions", "read_reactions"),
)
ROLES: Final = (OWNER, SHOPKEEPER, PACKER, BOOKKEEPER, WRITER, APPROVER, EDITOR, SAFETY)
STAFF: Final = tuple(role.group for role in ROLES if role.is_staff)


def set_rights(**_: object) -> None:
    """Handler of post_migrate: create the roles' groups and give them the permissions of this table.

    What Wagtail and the guides grant to writers, approvers and editors stays: those groups are theirs.
    """
    for role in ROLES:
        if role.is_staff:
            Group.objects.get_or_create(name=role.group)[0].permissions.set(_permissions(role))
        elif role is SAFETY:  # the content roles come from migrations
            Group.objects.get_or_create(name=role.group)
        for group in Group.objects.filter(name=role.group):
            group.permissions.add(*_permissions(role))
    _let_owner_publish()


def role_group(role: Role) -> Group:
    """The Django group of a role."""
    return Group.objects.get(name=role.group)


def _permissions(role: Role) -> QuerySet[Permission]:
    enter = Q(content_type__app_label="wagtailadmin", codename="access_admin")
    jobs = Q(content_type__app_label="office", codename__in=role.rights)
    return Permission.objects.filter(enter | jobs | role.tables)


def _let_owner_publish() -> None:
    """Owners may do with pages, pictures and files what editors, writers and approvers may."""
    owner = Group.objects.get(name=OWNER.group)
    others = Group.objects.filter(name__in=[WRITER.group, APPROVER.group, EDITOR.group])
    owner.permissions.add(*Permission.objects.filter(group__in=others))
    for page in GroupPagePermission.objects.filter(group__in=others):
        GroupPagePermission.objects.get_or_create(group=owner, page=page.page, permission=page.permission)
    for files in GroupCollectionPermission.objects.filter(group__in=others):
        GroupCollectionPermission.objects.get_or_create(
            group=owner, collection=files.collection, permission=files.permission
        )
