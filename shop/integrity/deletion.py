"""Refuses to delete rows that other rows still use.

Django would cascade. Here PARTS lists the relations that may cascade; every other row that refers to the
deleted one counts as a use and prevents the deletion, also in tables added later. Models in GUARDED are
protected everywhere, the shop's other models only against deletion by hand in the office: an order, for
example, may outlive its product.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import ForeignObjectRel, Model, ProtectedError, QuerySet
from django.db.models.signals import pre_delete
from django.utils.text import capfirst

# Relations whose rows are deleted with the row they refer to, as `model.field`; movements stay without it.
PARTS = {
    "analytics.productrecord.product", "analytics.userproductview.product",
    "basket.basket_vouchers.voucher", "basket.line.product", "basket.line.stockrecord",
    "basket.lineattribute.line", "catalogue.attributeoption.group", "catalogue.product.parent",
    "catalogue.product_product_options.product", "catalogue.product_skin_needs.product",
    "catalogue.productattribute.product_class", "catalogue.productattributevalue.attribute",
    "catalogue.productattributevalue.product", "catalogue.productcategory.product",
    "catalogue.productclass_options.productclass", "catalogue.productimage.product",
    "catalogue.productingredient.product", "catalogue.setpart.set", "catalogue.productrecommendation.primary",
    "catalogue.productrecommendation.recommendation",
    "offer.conditionaloffer_combinations.from_conditionaloffer",
    "offer.conditionaloffer_combinations.to_conditionaloffer", "offer.range_classes.range",
    "offer.range_excluded_categories.range", "offer.range_excluded_products.range",
    "offer.range_included_categories.range", "offer.rangeproduct.range",
    "offer.rangeproductfileupload.range", "partner.partner_users.partner", "partner.partneraddress.partner",
    "partner.plannedprice.stock_record",
    "partner.stockalert.stockrecord", "partner.stockcount.stock_record",
    "partner.stockmovement.stock_record", "partner.stockrecord.product",
    "price_history.pricechange.product",
    "reviews.reviewphoto.review", "reviews.vote.review", "shipping.weightbased_countries.weightbased",
    "shipping.weightband.method", "voucher.voucher.voucher_set", "voucher.voucher_offers.voucher",
}  # fmt: skip
GUARDED = (
    "address.Country", "catalogue.AttributeOptionGroup", "catalogue.Batch", "catalogue.Category",
    "catalogue.Certificate", "catalogue.Option", "catalogue.ProductClass", "catalogue.ResponsiblePerson",
    "communication.CommunicationEventType", "offer.Benefit", "offer.Condition", "offer.ConditionalOffer",
    "offer.Range", "order.PaymentEventType", "order.ShippingEventType", "order.TermsVersion",
    "partner.Partner", "payment.SourceType", "voucher.Voucher", "voucher.VoucherSet",
)  # fmt: skip
SHOP_APPS = {"catalogue", "offer", "order", "partner", "reviews", "shipping", "voucher"}
MAX_NAMED = 3  # uses named in the message; the others are counted


class StillUsed(ProtectedError):
    """Other rows use it. `text` names them for staff; `protected_objects` are the rows."""

    def __init__(self, thing: Model, uses: list[Model]) -> None:
        self.text = f"“{thing}” is still used by {listed(uses)} and stays."
        super().__init__(self.text, set(uses))

    def __str__(self) -> str:
        return self.text


def check(thing: Model) -> None:
    """Raise StillUsed if other rows use it."""
    if uses := list(uses_of(thing)):
        raise StillUsed(thing, uses)


def uses_of(thing: Model) -> Iterator[Model]:
    """Rows that refer to `thing` and aren't parts of it."""
    if getattr(thing, "numchild", 0):  # treebeard's nodes have no foreign key to their parent
        yield from thing.get_children()  # type: ignore[attr-defined]
    for relation in _relations(type(thing)):
        for row in relation.related_model._base_manager.filter(**{relation.field.name: thing}):
            if _label(relation) not in PARTS:
                yield _other_side(row, relation)
            elif not row._meta.auto_created:
                yield from uses_of(row)


def _relations(model: type[Model]) -> Iterator[Any]:
    for field in model._meta.get_fields(include_hidden=True):
        is_reverse = field.auto_created and not field.concrete and (field.one_to_many or field.one_to_one)
        if is_reverse and field.on_delete is not models.DO_NOTHING:  # type: ignore[union-attr]
            yield field


def _label(relation: ForeignObjectRel) -> str:
    return f"{relation.related_model._meta.label_lower}.{relation.field.name}"


def _other_side(row: Model, relation: ForeignObjectRel) -> Model:
    """For a many-to-many row the object at its other end, for a part what it is a part of, such as a
    product for its place in a category; for a condition or benefit its offer.
    """
    others = [field for field in row._meta.fields if field.is_relation and field != relation.field]
    if row._meta.auto_created:
        return getattr(row, others[0].name)
    for field in others:
        if f"{row._meta.label_lower}.{field.name}" in PARTS and getattr(row, field.name):
            return getattr(row, field.name)
    source: Any = row
    offer = source.offers.first() if row._meta.label in ("offer.Condition", "offer.Benefit") else None
    return offer or row


def listed(uses: list[Model]) -> str:
    """The first few uses by name, and the number of others."""
    unique = list(dict.fromkeys(uses))
    names = [f"{use._meta.verbose_name} “{capfirst(str(use))}”" for use in unique[:MAX_NAMED]]
    rest = len(unique) - MAX_NAMED
    return ", ".join(names) + (f" and {rest} more" if rest > 0 else "")


def _refuse(sender: type[Model], instance: Model, origin: Model | QuerySet[Any], **_: object) -> None:
    """Receives pre_delete. Cascaded rows were checked with the row that was deleted."""
    model = origin.model if isinstance(origin, QuerySet) else type(origin)
    if _table(model) is _table(sender) and (_table(sender)._meta.label in GUARDED or _by_hand.get()):
        check(instance)


def _table(model: type[Model]) -> type[Model]:
    """The concrete model of a proxy."""
    return model._meta.concrete_model or model


_by_hand: ContextVar[bool] = ContextVar("by_hand", default=False)


@contextmanager
def by_hand() -> Iterator[None]:
    """Within this context all models of the shop are protected."""
    before = _by_hand.set(True)
    try:
        yield
    finally:
        _by_hand.reset(before)


def guard() -> None:
    """Connect the check to each protected model and its proxies. Called once at start."""
    for model in apps.get_models():
        concrete = _table(model)._meta
        if concrete.label in GUARDED or concrete.app_label in SHOP_APPS:
            pre_delete.connect(_refuse, sender=model, dispatch_uid=f"deletion:{model._meta.label}")
