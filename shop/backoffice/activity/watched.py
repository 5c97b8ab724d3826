"""Of which tables each change by staff is logged, and on whose history it stands."""

from collections.abc import Iterator
from typing import Any, Final

from django.apps import apps
from django.db.models import Model

from shop.integrity.deletion import PARTS

APPS: Final = ("catalogue", "offer", "voucher", "partner", "reviews", "shipping", "trader", "office")
BESIDES: Final = ("mail.EmailSwitch", "mail.MailText", "order.TermsVersion")
# Table, and why its rows aren't logged by themselves.
NOT_WATCHED: Final = {
    "office.CatalogueUpload": "shop.backoffice.catalogue_files logs imports; each product is logged, too",
    "office.UploadedPicture": "waits for its import, which is logged; what becomes of it is logged, too",
    "office.Customer": "no table",
    "office.CustomerNote": "shop.backoffice.customers.services logs each note, without its words",
    "office.Right": "no table",
    "partner.StockAlert": "made by the shop when stock runs low",
    "reviews.Vote": "shoppers vote",
    "trader.Logo": "a picture; the brand that shows it is logged",
    "voucher.VoucherApplication": "a shopper used a code",
}
# Columns that follow from sales, from the tree of categories, or from another row that is logged.
IGNORED: Final = frozenset(
    {"path", "depth", "numchild", "num_in_stock", "num_allocated", "num_applications", "num_orders"}
    | {"total_discount", "num_basket_additions", "rating", "search_text", "saved_at", "turn"}
)


def watched() -> Iterator[type[Model]]:
    """The models, each once."""
    for model in apps.get_models():
        options = model._meta
        is_named = options.app_label in APPS or options.label in BESIDES
        if is_named and options.label not in NOT_WATCHED and not options.proxy:
            yield model


def _parent_fields() -> dict[str, str]:
    """For tables whose rows are parts of another: the field that names it; a size has its own history."""
    found = {}
    for relation in sorted(PARTS):
        table, _, field = relation.rpartition(".")
        try:
            model = apps.get_model(table)
        except LookupError:  # a table that Django makes for a many-to-many relation
            continue
        if model._meta.get_field(field).related_model is not model:
            found[table] = field
    return found | {"reviews.reviewdecision": "review", "office.productweight": "product"}


_parents: dict[str, str] = {}


def thing_of(row: Model) -> Model:
    """The row itself, or what it is a part of: a product for its picture, its price, its movements."""
    if not _parents:
        _parents.update(_parent_fields())
    field = _parents.get(row._meta.concrete_model._meta.label_lower if row._meta.concrete_model else "")
    parent: Any = getattr(row, field, None) if field else None
    return row if parent is None else thing_of(parent)
